package dev.turnpike.operations.tail;

import dev.turnpike.schemas.EventJson;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.SchemaNotFoundException;
import dev.turnpike.schemas.SchemaRefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record as one line of JSON. What can't be decoded, as in a dead-letter topic, is shown as
 * {@code {"base64": …}}, so that nothing is hidden and nothing stops the tail.
 */
final class RecordLine {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = new JsonMapper();

  private final EventJson events;

  RecordLine(EventJson events) {
    this.events = events;
  }

  String of(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = NODES.objectNode();
    line.put("topic", record.topic());
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    line.set("key", text(record.key()));
    if (record.headers().iterator().hasNext()) {
      ObjectNode headers = line.putObject("headers");
      for (Header header : record.headers()) {
        headers.set(header.key(), text(header.value()));
      }
    }
    line.set("value", value(record.value()));
    return JSON.writeValueAsString(line);
  }

  private JsonNode value(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NODES.nullNode();
    }
    try {
      return events.tree(bytes);
    } catch (MalformedEventException | SchemaNotFoundException | SchemaRefusedException e) {
      return base64(bytes);
    }
  }

  private static JsonNode text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NODES.nullNode();
    }
    try {
      return NODES.stringNode(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return base64(bytes);
    }
  }

  private static JsonNode base64(byte[] bytes) {
    return NODES.objectNode().put("base64", Base64.getEncoder().encodeToString(bytes));
  }
}
