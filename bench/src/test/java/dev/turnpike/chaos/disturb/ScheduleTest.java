package dev.turnpike.chaos.disturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @Test
  void theSameSeedPlansTheSame() {
    Schedule one = Schedule.of(42, ALL, Set.of(), LONG, INTERVAL);
    assertThat(Schedule.of(42, Set.copyOf(ALL), Set.of(), LONG, INTERVAL)).isEqualTo(one);
    assertThat(Schedule.of(43, ALL, Set.of(), LONG, INTERVAL)).isNotEqualTo(one);
  }

  @Test
  void everyKindComesBeforeAnyComesTwice() {
    List<Kind> kinds =
        Schedule.of(1, ALL, Set.of(), LONG, INTERVAL).planned().stream()
            .map(Planned::kind)
            .toList();
    assertThat(kinds).hasSizeGreaterThan(2 * ALL.size());
    assertThat(kinds.subList(0, ALL.size())).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void whatMustNotBeMissedComesFirst() {
    Set<Kind> first = EnumSet.of(Kind.KILL_INGRESS, Kind.RESTART_INGRESS);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(Schedule.of(seed, ALL, first, LONG, INTERVAL).planned().subList(0, 2))
          .extracting(Planned::kind)
          .containsExactlyInAnyOrderElementsOf(first);
    }
  }

  @Test
  void whatComesFirstComesInTheOrderOfTheKindsWhateverTheSeed() {
    Set<Kind> first = EnumSet.of(Kind.PARTITION_DATABASE, Kind.KILL_WORKER);
    Duration tenMinutes = Duration.ofMinutes(10);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(
              Schedule.of(seed, ALL, first, tenMinutes, Duration.ofSeconds(20))
                  .planned()
                  .subList(0, 2))
          .extracting(Planned::kind)
          .containsExactly(Kind.KILL_WORKER, Kind.PARTITION_DATABASE);
    }
  }

  @Test
  void nothingBeginsInTheLastTenth() {
    List<Planned> planned = Schedule.of(1, ALL, Set.of(), LONG, INTERVAL).planned();
    assertThat(planned).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(planned.getLast().at()).isLessThan(Duration.ofMinutes(54));
  }

  @Test
  void whatIsHealedByItselfHasNoLengthAndEverythingElseHasOne() {
    Set<Kind> lasting = EnumSet.allOf(Kind.class);
    Set<Kind> momentary = EnumSet.of(Kind.GROW, Kind.SHRINK, Kind.POISON);
    lasting.removeAll(momentary);
    assertThat(Schedule.of(5, momentary, Set.of(), LONG, INTERVAL).planned())
        .allMatch(each -> each.length().isZero());
    assertThat(Schedule.of(5, lasting, Set.of(), LONG, INTERVAL).planned())
        .allMatch(each -> each.length().isPositive())
        .allMatch(each -> each.length().compareTo(Duration.ofSeconds(15)) <= 0);
  }

  @Test
  void kindsThatNeedANetworkAreKnown() {
    assertThat(ALL.stream().filter(Kind::isOfNetwork))
        .containsExactly(
            Kind.PARTITION, Kind.PARTITION_DATABASE, Kind.PACKET_LOSS, Kind.SLOW_NETWORK);
  }

  @Test
  void onlyWhatWasAskedForIsPlanned() {
    assertThat(Schedule.of(1, EnumSet.of(Kind.POISON), Set.of(), LONG, INTERVAL).planned())
        .isNotEmpty()
        .allMatch(each -> each.kind() == Kind.POISON);
    assertThat(Schedule.of(1, Set.of(), Set.of(), LONG, INTERVAL).planned()).isEmpty();
  }

  @Test
  void kindsAreKnownByTheirNamesOnTheCommandLine() {
    assertThat(ALL).allMatch(kind -> Kind.named(kind.toString()) == kind);
    assertThatThrownBy(() -> Kind.named("kill-everything"))
        .hasMessageContaining("no disturbance 'kill-everything'; there are: kill-worker, ");
  }
}
