package dev.turnpike.ingress.turns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TurnIdsTest {
  private static final long YEAR_3000 = 32_503_680_000_000L;

  @Property
  void anIdStandsBetweenTheFirstOfItsTimeAndTheFirstOfTheNext(
      @ForAll @LongRange(max = YEAR_3000) long millis) {
    UUID id = Generators.timeBasedEpochRandomGenerator().construct(millis);
    Instant time = Instant.ofEpochMilli(millis);

    assertThat(TurnIds.timeOf(id)).contains(time);
    // PostgreSQL compares UUIDs as text does: by their bytes, unsigned.
    assertThat(TurnIds.firstOf(time).toString()).isLessThan(id.toString());
    assertThat(TurnIds.firstOf(time.plusMillis(1)).toString()).isGreaterThan(id.toString());
  }

  @Test
  void otherIdsTellNoTime() {
    assertThat(TurnIds.timeOf(UUID.randomUUID())).isEmpty();
    assertThat(TurnIds.parse("not-a-uuid")).isEmpty();
    assertThat(TurnIds.parse("")).isEmpty();
  }

  @Test
  void idsAreAsYoungAsTheyAre() {
    UUID id = Generators.timeBasedEpochRandomGenerator().generate();
    assertThat(TurnIds.timeOf(id).orElseThrow())
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
  }
}
