package dev.turnpike.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AsyncAPI 3.0 document of all topics: from the topics, their schemas, and what the event
 * reference says of keys, delivery, writers and readers.
 */
final class AsyncApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String AVRO = "application/vnd.apache.avro;version=1.12.0";
  private static final String BINDING = "0.5.0";
  private static final String LEFT_OUT = "dlt-value-bytes-left-out";
  private static final Map<String, String> DEAD_LETTER_HEADERS = deadLetterHeaders();

  private final ObjectNode document = JSON.createObjectNode();
  private final ReferenceTable delivery;
  private final ReferenceTable parties;

  private AsyncApi(String reference) {
    this.delivery = ReferenceTable.of(reference, "| topic | key | order and delivery |");
    this.parties = ReferenceTable.of(reference, "| topic | written by | read by |");
  }

  /**
   * @param version of Turnpike
   * @param reference the text of docs/events.md
   */
  static ObjectNode of(String version, String reference) {
    AsyncApi api = new AsyncApi(reference);
    api.document.put("asyncapi", "3.0.0");
    api.info(version);
    api.document.put("defaultContentType", "avro/binary");
    api.servers();
    Topics.ALL.forEach(api::live);
    Topics.ALL.forEach(api::deadLetters);
    Topics.ALL.forEach(api::schema);
    return api.document;
  }

  private void info(String version) {
    document
        .putObject("info")
        .put("title", "Turnpike")
        .put("version", version)
        .put(
            "description",
            """
            What happens in Turnpike, as records on Kafka. Any program may read all of it.

            The operations are those of Turnpike's own services: what they send, others can receive.
            Values are Avro in Confluent's wire format: a zero byte, the id of the writer's schema in
            the registry as four bytes big-endian, the record. Keys are UTF-8 strings. Of transactional
            channels read what is committed (`isolation.level=read_committed`), and take the key that
            each names as idempotent, since consumers of Kafka see records again after a crash.

            docs/events.md tells the same for people, with the rules by which schemas change.
            """);
  }

  private void servers() {
    ObjectNode kafka = document.putObject("servers").putObject("kafka");
    kafka
        .put("host", "{bootstrapServers}")
        .put("protocol", "kafka")
        .put("description", "The brokers. `./turnpike up` says where they are on this machine.")
        .putObject("variables")
        .putObject("bootstrapServers")
        .put("default", "localhost:9092")
        .put("description", "As in KAFKA_BOOTSTRAP_SERVERS.");
    kafka
        .putObject("bindings")
        .putObject("kafka")
        .put("schemaRegistryUrl", "http://localhost:8081")
        .put("schemaRegistryVendor", "confluent")
        .put("bindingVersion", BINDING);
  }

  private void live(Topic<?> topic) {
    ObjectNode channel = channel(topic.name(), topic.partitions(), topic.cleanup(), topic);
    channel.put("description", sentence(delivery.cell(topic, 2)));
    ObjectNode message = message(channel, topic.schema().getName());
    message
        .put("title", topic.schema().getName())
        .put("summary", topic.schema().getDoc())
        .put("contentType", "avro/binary");
    message.putObject("payload").put("$ref", "#/components/schemas/" + topic.schema().getName());
    if (topic.equals(Topics.CHAT_REQUESTS)) {
      header(
          message, ExpressHeader.mark().key(), "Marks a command that waits for no running turn.");
    }
    binding(message, topic)
        .put("schemaIdLocation", "payload")
        .put("schemaIdPayloadEncoding", "confluent")
        .put("schemaLookupStrategy", "TopicIdStrategy");
    operations("send", parties.cell(topic, 1), topic.name(), topic.schema().getName());
    operations("receive", parties.cell(topic, 2), topic.name(), topic.schema().getName());
  }

  private void deadLetters(Topic<?> topic) {
    ObjectNode channel = channel(topic.deadLetterTopic(), 1, Cleanup.DELETE, null);
    channel.put(
        "description",
        "Records of %s that can't be read or always fail, with the key, value and headers they had, byte for byte."
            .formatted(topic));
    ObjectNode message = message(channel, "DeadLetter");
    message
        .put("title", "Dead letter of " + topic)
        .put("summary", "A record that was given up, and why.")
        .put("contentType", "application/octet-stream");
    message
        .putObject("payload")
        .put("type", "string")
        .put("format", "binary")
        .put("description", "The original bytes; none when they are left out.");
    DEAD_LETTER_HEADERS.forEach((name, meaning) -> header(message, name, meaning));
    ArrayNode required = message.withObject("/headers").putArray("required");
    DEAD_LETTER_HEADERS.keySet().stream()
        .filter(name -> !name.equals(LEFT_OUT))
        .forEach(required::add);
    binding(message, topic);
    String writers = parties.cell(topic, 2);
    operations("send", writers, topic.deadLetterTopic(), "DeadLetter");
  }

  private ObjectNode channel(
      String name, int partitions, Cleanup cleanup, @Nullable Topic<?> topic) {
    ObjectNode channel = document.withObject("/channels").putObject(name);
    channel.put("address", name);
    ObjectNode kafka = channel.withObject("/bindings").putObject("kafka");
    kafka.put("topic", name).put("partitions", partitions);
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    ArrayNode policies = configuration.putArray("cleanup.policy");
    List.of(cleanup.policy().split(",", -1)).forEach(policies::add);
    configuration.put(
        "retention.ms",
        (topic == null ? Topics.DEAD_LETTER_RETENTION : topic.retention()).toMillis());
    kafka.put("bindingVersion", BINDING);
    return channel;
  }

  private static ObjectNode message(ObjectNode channel, String name) {
    ObjectNode message = channel.putObject("messages").putObject(name);
    return message.put("name", name);
  }

  /** All are text but the first, which is a byte: AsyncAPI has no word for that but string. */
  private static void header(ObjectNode message, String name, String meaning) {
    message
        .withObject("/headers")
        .put("type", "object")
        .withObject("/properties")
        .putObject(name)
        .put("type", "string")
        .put("description", meaning);
  }

  private ObjectNode binding(ObjectNode message, Topic<?> topic) {
    ObjectNode kafka = message.withObject("/bindings").putObject("kafka");
    kafka
        .putObject("key")
        .put("type", "string")
        .put("description", sentence(delivery.cell(topic, 1)));
    return kafka.put("bindingVersion", BINDING);
  }

  private void operations(String action, String services, String channel, String message) {
    for (String service : services.split(", ", -1)) {
      if (service.matches("[a-z-]+")) {
        ObjectNode operation =
            document
                .withObject("/operations")
                .putObject("%s.%s.%s".formatted(service, action, channel));
        operation
            .put("action", action)
            .put("title", "%s %ss %s".formatted(service, action, channel))
            .putObject("channel")
            .put("$ref", "#/channels/" + channel);
        operation
            .putArray("messages")
            .addObject()
            .put("$ref", "#/channels/%s/messages/%s".formatted(channel, message));
      }
    }
  }

  private void schema(Topic<?> topic) {
    ObjectNode schema =
        document.withObject("/components/schemas").putObject(topic.schema().getName());
    schema.put("schemaFormat", AVRO).set("schema", JSON.readTree(topic.schema().toString()));
  }

  private static String sentence(String cell) {
    return Character.toUpperCase(cell.charAt(0)) + cell.substring(1) + ".";
  }

  private static Map<String, String> deadLetterHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("dlt-reason", "Why it was given up, for people.");
    headers.put("dlt-failure", "The failure's type and place, without its words.");
    headers.put("dlt-group", "The consumer group that gave it up.");
    headers.put("dlt-topic", "Where it was.");
    headers.put("dlt-partition", "Where it was: a number.");
    headers.put("dlt-offset", "Where it was: a number.");
    headers.put("dlt-timestamp", "What the record had: milliseconds since 1970.");
    headers.put(LEFT_OUT, "Only when the value was too large to be copied: how large it was.");
    return headers;
  }
}
