package dev.turnpike.ingress.operations;

import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaNotFoundException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Shows what a dead letter holds: as an event where it is one, else its bytes; bounded. */
final class LetterContent {
  private static final int LONGEST_EVENT = 262_144;
  private static final int LONGEST_BYTES = 4_096;

  private final SchemaRegistry registry;
  private final JsonMapper json;

  LetterContent(SchemaRegistry registry, JsonMapper json) {
    this.registry = registry;
    this.json = json;
  }

  Letter shown(
      Topic<?> topic,
      ConsumerRecord<byte[], byte[]> letter,
      int redriven,
      List<Letter.Redrive> redrives) {
    byte[] value = letter.value();
    LetterSummary summary = LetterSummary.of(letter).withRedriven(redriven);
    List<LetterHeaders.Shown> headers = new LetterHeaders(letter).all();
    if (value == null) {
      String unread =
          summary.valueLeftOut()
              ? "The value was too large for a dead letter: it stands in %s, partition %d, offset %d, as long as that is kept."
                  .formatted(
                      summary.originalTopic(),
                      summary.originalPartition(),
                      summary.originalOffset())
              : "The record has no value.";
      return new Letter(summary, headers, null, unread, null, null, false, redrives);
    }
    String unread;
    try {
      String event = String.valueOf(EventSerde.of(topic, registry).deserialize(value));
      if (event.length() <= LONGEST_EVENT) {
        Map<String, Object> tree = json.readValue(event, new TypeReference<>() {});
        return new Letter(summary, headers, tree, null, null, null, false, redrives);
      }
      unread = "The event is too long to be shown: %d characters.".formatted(event.length());
    } catch (MalformedEventException e) {
      unread = String.valueOf(e.getMessage());
    } catch (RegistryUnavailableException | SchemaNotFoundException e) {
      unread = "The schema registry does not give its schema: " + e.getClass().getSimpleName();
    } catch (JacksonException e) {
      unread = "The event can't be shown as JSON.";
    }
    int shown = Math.min(value.length, LONGEST_BYTES);
    return new Letter(
        summary,
        headers,
        null,
        unread,
        text(value, shown),
        HexFormat.of().formatHex(value, 0, shown),
        shown < value.length,
        redrives);
  }

  /** Null where it is none, but for a character that was cut in two. */
  private static @Nullable String text(byte[] value, int length) {
    for (int cut = 0; cut < 4 && cut < length; cut++) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(value, 0, length - cut))
            .toString();
      } catch (CharacterCodingException e) {
        if (length == value.length) {
          return null;
        }
      }
    }
    return null;
  }
}
