package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Started;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EventSerdeTest {

  static final List<Topic<?>> TOPICS = Topics.ALL;

  private final RegistryInMemory registry = RegistryInMemory.withAllTopics();
  private final EventSerde<ReplyEvent> replies = EventSerde.of(Topics.CHAT_REPLIES, registry);

  @ParameterizedTest
  @FieldSource("TOPICS")
  <T extends SpecificRecord> void everyTopicsEventComesBackEqual(Topic<T> topic) {
    EventSerde<T> serde = EventSerde.of(topic, registry);
    T event = Events.of(topic, "Grüße 🚀\u2028");
    assertThat(serde.deserialize(serde.serialize(event))).isEqualTo(event);
  }

  @Test
  void theBytesAreConfluentsFormat() {
    String hex = HexFormat.of().formatHex(replies.serialize(Events.delta(1, "Hi")));
    String turn =
        HexFormat.of()
            .formatHex("01939d7c-1c00-7000-8000-000000000001".getBytes(StandardCharsets.US_ASCII));
    assertThat(hex)
        .startsWith("00" + "00000002" + "48" + turn + "02")
        .endsWith("02" + "02" + "04" + "4869" + "00");
  }

  @Test
  void magicByteOneIsNamed() {
    assertThatThrownBy(() -> replies.deserialize(new byte[] {1, 0, 0, 0, 1, 0}))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("magic byte 1")
        .hasMessageContaining("GUID");
  }

  @Test
  void anotherTopicsRecordIsRefused() {
    byte[] command =
        EventSerde.of(Topics.CHAT_REQUESTS, registry).serialize(Events.start("secret"));
    assertThatThrownBy(() -> replies.deserialize(command))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("dev.turnpike.events.TurnCommand")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aRecordOfAnOlderSchemaIsReadWithDefaults() {
    Schema older = withoutSimulated();
    registry.register("older", older);
    GenericRecord started =
        new GenericRecordBuilder(bodyTypes(older).getFirst()).set("model", "m").build();
    GenericRecord event =
        new GenericRecordBuilder(older)
            .set("turn_id", Events.TURN.toString())
            .set("attempt", 1)
            .set("at", 0L)
            .set("body", started)
            .build();
    byte[] record = Records.written(registry.lastId(), event);
    assertThat(replies.deserialize(record).getBody()).isEqualTo(new Started("m", false));
  }

  @Test
  void anOutageIsNotRememberedAndNotPoison() {
    byte[] record = replies.serialize(Events.delta(1, "Hi"));
    EventSerde<ReplyEvent> fresh = EventSerde.of(Topics.CHAT_REPLIES, registry);
    registry.setDown(true);
    assertThatThrownBy(() -> fresh.deserialize(record))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThatThrownBy(() -> fresh.serialize(Events.delta(1, "Hi")))
        .isInstanceOf(RegistryUnavailableException.class);
    registry.setDown(false);
    assertThat(fresh.deserialize(record)).isEqualTo(Events.delta(1, "Hi"));
    assertThat(fresh.serialize(Events.delta(1, "Hi"))).isEqualTo(record);
    registry.setDown(true);
    assertThat(fresh.deserialize(record)).isEqualTo(Events.delta(1, "Hi"));
    assertThat(fresh.serialize(Events.delta(1, "Hi"))).isEqualTo(record);
  }

  @Test
  void optionalInstantsOfNestedRecordsComeBack() {
    EventSerde<CompletedTurn> turns = EventSerde.of(Topics.TURNS_COMPLETED, registry);
    CompletedTurn turn = Events.completed("Hi");
    turn.getTimings().put("first_token_at", Events.AT);
    CompletedTurn copy = CompletedTurn.newBuilder(turn).build();
    assertThat(turns.deserialize(turns.serialize(copy)).getTimings().getFirstTokenAt())
        .isEqualTo(Events.AT);
  }

  @Test
  void tombstonesStayNull() {
    assertThat(replies.serializer().serialize("chat.replies", null)).isNull();
    assertThat(replies.deserializer().deserialize("chat.replies", null)).isNull();
  }

  /** Avro would forbid the enums that stand in for absent fields. */
  @Test
  void buildersFillInDefaultsOfTrustedTypes() {
    assertThat(StartTurn.newBuilder().setMailbox(1).setMessages(List.of()).build().getAgent())
        .isEqualTo("default");
  }

  /** As if Started had got its second field later. */
  private static Schema withoutSimulated() {
    String later =
        ",{\"name\":\"simulated\",\"type\":\"boolean\",\"doc\":\"True when the built-in simulated model answers.\",\"default\":false}";
    String text = Topics.CHAT_REPLIES.schema().toString();
    assertThat(text).contains(later);
    return new Schema.Parser().parse(text.replace(later, ""));
  }

  private static List<Schema> bodyTypes(Schema event) {
    return event.getField("body").schema().getTypes();
  }
}
