package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.pulsar.kafka.shade.avro.Schema;
import org.apache.pulsar.kafka.shade.avro.generic.GenericDatumReader;
import org.apache.pulsar.kafka.shade.avro.io.DecoderFactory;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Confluent's own serializer, deserializer and registry client, against our serde and our registry:
 * each side reads what the other wrote, byte for byte.
 */
class ConfluentConformanceTest {

  static final List<Topic<?>> TOPICS = Topics.ALL;

  @TempDir Path folder;
  private EmbeddedRegistry registry;
  private SchemaRegistry ours;

  @BeforeEach
  void start() {
    registry = EmbeddedRegistry.start(folder.resolve("journal"), 0);
    ours = SchemaRegistry.connect(RegistrySettings.of(registry.url()));
  }

  @AfterEach
  void stop() {
    ours.close();
    registry.close();
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  <T extends SpecificRecord> void theSameRecordIsTheSameBytes(Topic<T> topic) {
    Topics.ALL.forEach(each -> ours.register(each.subject(), each.schema()));
    EventSerde<T> serde = EventSerde.of(topic, ours);
    try (KafkaAvroDeserializer theirDeserializer = new KafkaAvroDeserializer();
        KafkaAvroSerializer theirSerializer = new KafkaAvroSerializer()) {
      theirDeserializer.configure(confluent(false), false);
      theirSerializer.configure(confluent(false), false);
      for (int variant = 0; variant < SampleEvents.VARIANTS; variant++) {
        T event = SampleEvents.event(topic, variant, ours);
        byte[] bytes = serde.serialize(event);
        Object theirs = theirDeserializer.deserialize(topic.name(), bytes);
        assertThat(theirs.toString()).contains(SampleEvents.mark(topic, variant));
        byte[] back = theirSerializer.serialize(topic.name(), theirs);
        assertThat(back).isEqualTo(bytes);
        assertThat(serde.deserialize(back)).hasToString(event.toString());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  <T extends SpecificRecord> void whatTheirSerializerRegistersIsFoundAndRead(Topic<T> topic)
      throws Exception {
    String schema = topic.schema().toString();
    byte[] body = SampleEvents.body(topic.schema(), 1);
    Object record =
        new GenericDatumReader<>(new Schema.Parser().parse(schema))
            .read(null, DecoderFactory.get().binaryDecoder(body, null));
    try (KafkaAvroSerializer theirs = new KafkaAvroSerializer()) {
      theirs.configure(confluent(true), false);
      byte[] bytes = theirs.serialize(topic.name(), record);
      assertThat(ours.idOf(topic.subject(), topic.schema())).isEqualTo(1);
      assertThat(EventSerde.of(topic, ours).deserialize(bytes))
          .hasToString(SampleEvents.event(topic, 1, ours).toString());
    }
  }

  @Test
  void theirClientFindsEverything() throws Exception {
    for (Topic<?> topic : Topics.ALL) {
      ours.setCompatibility(topic.subject(), topic.compatibility());
      ours.register(topic.subject(), topic.schema());
    }
    try (CachedSchemaRegistryClient theirs = new CachedSchemaRegistryClient(registry.url(), 100)) {
      assertThat(theirs.getAllSubjects())
          .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::subject).toList());
      for (Topic<?> topic : Topics.ALL) {
        String subject = topic.subject();
        AvroSchema schema = new AvroSchema(topic.schema().toString());
        int id = ours.idOf(subject, topic.schema());
        assertThat(theirs.getId(subject, schema)).isEqualTo(id);
        assertThat(theirs.getVersion(subject, schema)).isEqualTo(1);
        assertThat(theirs.getSchemaById(id)).isEqualTo(schema);
        assertThat(theirs.getAllVersions(subject)).containsExactly(1);
        assertThat(theirs.getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
        assertThat(theirs.getAllSubjectsById(id)).containsExactly(subject);
        assertThat(theirs.register(subject, schema)).isEqualTo(id);
        assertThat(theirs.testCompatibility(subject, schema)).isTrue();
        assertThat(theirs.getCompatibility(subject)).isEqualTo(topic.compatibility().name());
      }
      assertThat(theirs.getMode()).isEqualTo("READWRITE");
    }
  }

  @Test
  void theirClientUnderstandsOurErrors() throws Exception {
    AvroSchema one = new AvroSchema(record(""));
    AvroSchema broken = new AvroSchema(record("{\"name\":\"a\",\"type\":\"int\"}"));
    try (CachedSchemaRegistryClient theirs = new CachedSchemaRegistryClient(registry.url(), 100)) {
      refused(40401, () -> theirs.getAllVersions("nothing"));
      refused(40401, () -> theirs.getId("nothing", one));
      refused(40403, () -> theirs.getSchemaById(7));
      refused(40408, () -> theirs.getCompatibility("nothing"));
      theirs.register("s", one);
      refused(40402, () -> theirs.getSchemaMetadata("s", 7));
      refused(40403, () -> theirs.getId("s", broken));
      refused(409, () -> theirs.register("s", broken));
      refused(42203, () -> theirs.updateCompatibility("s", "SOMETIMES"));
      assertThat(theirs.testCompatibility("s", broken)).isFalse();
      assertThat(theirs.testCompatibilityVerbose("s", broken)).isNotEmpty();
      theirs.updateCompatibility("s", "NONE");
      assertThat(ours.compatibilityOf("s")).contains(Compatibility.NONE);
      assertThat(theirs.register("s", broken)).isEqualTo(2);
    }
  }

  private static void refused(int code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code));
  }

  private Map<String, Object> confluent(boolean autoRegister) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("schema.registry.url", registry.url());
    properties.put("auto.register.schemas", autoRegister);
    return properties;
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }
}
