package dev.turnpike.ingress.operations;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What the headers of a dead letter say; its own begin with {@code dlt-}. */
final class LetterHeaders {
  private static final String OWN = "dlt-";
  private static final int LONGEST = 500;

  /** One as it is shown: text where it is UTF-8, else hexadecimal. */
  record Shown(String name, String value) {}

  private final ConsumerRecord<byte[], byte[]> letter;

  LetterHeaders(ConsumerRecord<byte[], byte[]> letter) {
    this.letter = letter;
  }

  @Nullable String text(String name) {
    Header header = letter.headers().lastHeader(OWN + name);
    return header == null ? null : shown(header.value());
  }

  /** Null for what is no number. */
  @Nullable Long number(String name) {
    String text = text(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Nullable Instant time(String name) {
    Long millis = number(name);
    return millis == null || millis < 0 ? null : Instant.ofEpochMilli(millis);
  }

  boolean has(String name) {
    return letter.headers().lastHeader(OWN + name) != null;
  }

  /** Those that the record had before it became a dead letter. */
  List<Header> original() {
    List<Header> original = new ArrayList<>();
    for (Header header : letter.headers()) {
      if (!header.key().startsWith(OWN)) {
        original.add(header);
      }
    }
    return original;
  }

  List<Shown> all() {
    List<Shown> all = new ArrayList<>();
    for (Header header : letter.headers()) {
      all.add(new Shown(cut(header.key()), shown(header.value())));
    }
    return all;
  }

  static String shown(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "";
    }
    try {
      return cut(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      int length = Math.min(bytes.length, LONGEST / 2);
      return "0x" + HexFormat.of().formatHex(bytes, 0, length);
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
