package dev.turnpike.stress;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A whole run.
 *
 * @param system in words
 * @param claims and whether they held
 */
record StressResult(
    String name,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    String system,
    StressSettings settings,
    List<Claim> claims,
    Figures figures) {

  StressResult {
    claims = List.copyOf(claims);
  }

  boolean held() {
    return claims.stream().allMatch(Claim::held);
  }

  /**
   * What was measured.
   *
   * @param through users who came all the way to an answer
   * @param stormSeconds until the last of them had it
   * @param storm each step of it
   * @param carried chats that arrive one by one
   * @param together chats that all begin in the same moment
   * @param processors kept busy while chats arrived at Turnpike, by process
   */
  record Figures(
      int users,
      int through,
      double stormSeconds,
      Map<Step, Counts> storm,
      Hashing hashing,
      Sides carried,
      Sides together,
      Map<String, Double> processors) {

    Counts of(Step step) {
      return Objects.requireNonNull(storm.get(step));
    }

    List<Counts> turnpikeRequests() {
      return Stream.concat(
              storm.values().stream(),
              Stream.of(carried.turnpike().counts(), together.turnpike().counts()))
          .toList();
    }

    List<Counts> turnpikeChats() {
      return Stream.of(of(Step.CHAT), carried.turnpike().counts(), together.turnpike().counts())
          .toList();
    }
  }

  /** Turnpike, and the model asked directly in the same manner. */
  record Sides(Side turnpike, Side model) {

    /** Of the average whole times; 0 where there are none. */
    double ratio() {
      double own = model.counts().whole().average();
      return own == 0 ? 0 : Rounded.to(3, turnpike.counts().whole().average() / own);
    }
  }
}
