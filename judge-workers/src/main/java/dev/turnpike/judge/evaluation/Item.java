package dev.turnpike.judge.evaluation;

import dev.turnpike.events.Recording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to ask.
 *
 * @param id unique in its data set; answers of two runs are paired by it
 * @param messages the conversation, the user's message that is answered last
 * @param reference an answer that people found right, for the judge
 * @param recording what memory and tools gave when this was asked before; null: tools are run
 */
public record Item(
    String id,
    List<Message> messages,
    @Nullable String reference,
    Checks checks,
    List<String> tags,
    @Nullable Recording recording) {

  private static final int DIGITS = 12;

  public Item {
    messages = List.copyOf(messages);
    tags = List.copyOf(tags);
    if (messages.isEmpty() || !messages.getLast().isUsers()) {
      throw new IllegalArgumentException("the last message must be the user's");
    }
  }

  String question() {
    return messages.getLast().content();
  }

  List<Message> history() {
    return messages.subList(0, messages.size() - 1);
  }

  /** Of what is asked: answers to something else are not compared. */
  String fingerprint() {
    return hash(messages + "\0" + reference);
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
