package dev.turnpike.agent.turns;

import dev.langchain4j.data.message.ChatMessage;
import dev.turnpike.events.Role;
import dev.turnpike.models.Model;
import dev.turnpike.models.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a model is given of a session's history, in messages of 60 words; done for each turn, before
 * its first token.
 */
@State(Scope.Thread)
public class ConversationBenchmark {
  private static final int MOST_TOKENS = 12_000;
  private static final String MESSAGE = "word ".repeat(60);

  /** Messages that a session has had. */
  @Param({"20", "200"})
  private int messages = 20;

  private final Tokenizer tokenizer = Tokenizer.of(Tokenizer.Vocabulary.O200K_BASE);
  private final Model model = new Model("sim", true, 128_000, 4_096, tokenizer);
  private final List<dev.turnpike.events.ChatMessage> input =
      List.of(new dev.turnpike.events.ChatMessage(Role.USER, "What did I say first?"));
  private List<PastMessage> history = List.of();

  @Setup
  public void talk() {
    history = history(tokenizer.count(MESSAGE));
  }

  /** By the counts that are stored with the messages. */
  @Benchmark
  public List<ChatMessage> fitting() {
    return given(history);
  }

  /** Counting each message again for each turn. */
  @Benchmark
  public List<ChatMessage> countedAgainRejected() {
    List<PastMessage> counted = new ArrayList<>();
    for (PastMessage past : history) {
      int tokens = tokenizer.count(past.message().getContent());
      counted.add(new PastMessage(past.message(), past.exchange(), tokens));
    }
    return given(counted);
  }

  private List<ChatMessage> given(List<PastMessage> past) {
    return new Conversation("You are helpful.", past, input, MOST_TOKENS)
        .messages(model, List.of(), "");
  }

  private List<PastMessage> history(int tokens) {
    List<PastMessage> past = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      Role role = i % 2 == 0 ? Role.USER : Role.ASSISTANT;
      past.add(new PastMessage(new dev.turnpike.events.ChatMessage(role, MESSAGE), null, tokens));
    }
    return past;
  }
}
