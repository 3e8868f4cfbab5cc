package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private final RegistryInMemory registry = RegistryInMemory.withAllTopics();
  private final EventJson json = new EventJson(registry);

  @Test
  void anEventIsOneLineThatPeopleCanRead() {
    byte[] record =
        EventSerde.of(Topics.CHAT_REPLIES, registry).serialize(Events.delta(4, "Hi\n\"🚀\""));
    assertThat(json.decode(record))
        .isEqualTo(
            """
            {"turn_id":"01939d7c-1c00-7000-8000-000000000001","attempt":1,\
            "at":"2026-01-02T03:04:05.000678Z",\
            "body":{"Delta":{"seq":4,"text":"Hi\\n\\"🚀\\"","channel":"ANSWER"}}}""");
  }

  @Test
  void anOptionalValueStandsAlone() {
    byte[] record = EventSerde.of(Topics.CHAT_REQUESTS, registry).serialize(Events.start("Hi"));
    assertThat(json.decode(record))
        .contains("\"trace_parent\":null")
        .contains("\"temperature\":0.5")
        .contains("\"messages\":[{\"role\":\"USER\",\"content\":\"Hi\"}]");
  }

  @Test
  void anyProducersLogicalTypesAreReadable() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Other","fields":[
                  {"name":"day","type":{"type":"int","logicalType":"date"}},
                  {"name":"time","type":{"type":"int","logicalType":"time-millis"}},
                  {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                  {"name":"raw","type":"bytes"},
                  {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
                  {"name":"labels","type":{"type":"map","values":"string"}}]}
                """);
    Schema price = schema.getField("price").schema();
    GenericRecord event =
        new GenericRecordBuilder(schema)
            .set("day", 1)
            .set("time", 61_000)
            .set(
                "price",
                new Conversions.DecimalConversion()
                    .toBytes(new BigDecimal("12.30"), price, price.getLogicalType()))
            .set("raw", ByteBuffer.wrap(new byte[] {1, 2}))
            .set("local", 0L)
            .set("labels", java.util.Map.of("a", "b"))
            .build();
    byte[] record = Records.written(registry.register("other", schema), event);
    assertThat(json.decode(record))
        .isEqualTo(
            """
            {"day":"1970-01-02","time":"00:01:01","price":12.30,"raw":"AQI=",\
            "local":"1970-01-01T00:00","labels":{"a":"b"}}""");
  }

  @Test
  void whatIsNoEventIsMalformed() {
    assertThatThrownBy(
            () -> json.decode("plain text".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage("The record starts with byte 112, not with Confluent's magic byte 0.");
    assertThatThrownBy(() -> json.decode(new byte[] {0, 0, 0, 3, 7, 1}))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("schema id is 775");
  }
}
