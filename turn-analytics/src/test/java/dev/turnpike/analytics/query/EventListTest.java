package dev.turnpike.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.analytics.Samples;
import dev.turnpike.analytics.rollup.TurnEntry;
import dev.turnpike.events.Rollup;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventListTest {

  private final EventList<Rollup> format =
      new EventList<>(
          EventSerde.of(Topics.ANALYTICS_ROLLUPS, TestPlatform.shared().schemaRegistry()));

  @Test
  void aPartIsReadAsItWasWritten() throws IOException {
    Rollup rollup = TurnEntry.of(Samples.turn(Instant.EPOCH.plusSeconds(9)).build());
    Part<Rollup> part = new Part<>(Set.of(1, 3), List.of(rollup, rollup));
    Part<Rollup> read = format.read(format.write(part));
    assertThat(read.partitions()).isEqualTo(part.partitions());
    assertThat(read.items()).hasToString(part.items().toString());
  }

  @Test
  void whatIsCutOffIsRefused() {
    Rollup rollup = TurnEntry.of(Samples.turn(Instant.EPOCH.plusSeconds(9)).build());
    byte[] whole = format.write(new Part<>(Set.of(0), List.of(rollup)));
    for (int length : new int[] {0, 3, 10, whole.length - 1}) {
      assertThatThrownBy(() -> format.read(Arrays.copyOf(whole, length)))
          .isInstanceOf(IOException.class);
    }
  }
}
