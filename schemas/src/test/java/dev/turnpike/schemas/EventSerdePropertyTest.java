package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ReplyEvent;
import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the text and whatever is done to the bytes. */
class EventSerdePropertyTest {

  private final RegistryInMemory registry = RegistryInMemory.withAllTopics();
  private final EventSerde<ReplyEvent> replies = EventSerde.of(Topics.CHAT_REPLIES, registry);
  private final EventSerde<CompletedTurn> turns = EventSerde.of(Topics.TURNS_COMPLETED, registry);
  private final byte[] turn = turns.serialize(Events.completed("An answer of some length."));

  @Property
  void anEventSurvivesTheRoundTrip(@ForAll @IntRange(min = 0) int seq, @ForAll int[] codePoints) {
    String text = text(codePoints);
    ReplyEvent event = Events.delta(seq, text);
    assertThat(replies.deserialize(replies.serialize(event))).isEqualTo(event);
  }

  @Property
  void aCorruptedHeaderIsMalformed(
      @ForAll @IntRange(min = 0, max = 4) int index, @ForAll byte replacement) {
    Assume.that(turn[index] != replacement);
    byte[] corrupted = turn.clone();
    corrupted[index] = replacement;
    assertThatThrownBy(() -> turns.deserialize(corrupted))
        .isInstanceOf(MalformedEventException.class);
  }

  @Property
  void bytesAfterTheEndAreMalformed(@ForAll @Size(min = 1, max = 20) byte[] rest) {
    byte[] longer = Arrays.copyOf(turn, turn.length + rest.length);
    System.arraycopy(rest, 0, longer, turn.length, rest.length);
    assertThatThrownBy(() -> turns.deserialize(longer)).isInstanceOf(MalformedEventException.class);
  }

  @Property
  void aTruncatedRecordIsMalformed(@ForAll @IntRange(min = 0, max = 10_000) int length) {
    byte[] shorter = Arrays.copyOf(turn, length % turn.length);
    assertThatThrownBy(() -> turns.deserialize(shorter))
        .isInstanceOf(MalformedEventException.class);
  }

  /** A damaged body may still be some event; if not, it is malformed and nothing worse. */
  @Property(tries = 5_000)
  void aDamagedBodyIsReadOrMalformed(
      @ForAll @IntRange(min = 0, max = 10_000) int position,
      @ForAll @Size(min = 1, max = 10) byte[] damage) {
    byte[] damaged = turn.clone();
    int start = WireFormat.HEADER_BYTES + position % (turn.length - WireFormat.HEADER_BYTES);
    System.arraycopy(damage, 0, damaged, start, Math.min(damage.length, turn.length - start));
    try {
      assertThat(turns.deserialize(damaged)).isNotNull();
    } catch (MalformedEventException expected) {
      assertThat(expected).hasMessageNotContaining("An answer");
    }
  }

  @Property
  void duringAnOutageNothingIsMalformed(@ForAll @Size(min = 5, max = 40) byte[] body) {
    RegistryInMemory down = RegistryInMemory.withAllTopics();
    down.setDown(true);
    body[0] = 0;
    EventSerde<ReplyEvent> serde = EventSerde.of(Topics.CHAT_REPLIES, down);
    assertThatThrownBy(() -> serde.deserialize(body))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  /** Valid UTF-16 from any numbers, with many characters outside the basic plane. */
  private static String text(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      int codePoint = Math.floorMod(number, Character.MAX_CODE_POINT + 1);
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
