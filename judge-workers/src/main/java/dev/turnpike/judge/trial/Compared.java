package dev.turnpike.judge.trial;

import dev.turnpike.judge.verdict.Winner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pair, and which of its answers the candidate preferred in each order; null where it gave no
 * preference.
 *
 * @param asWritten with the pair's A shown first
 * @param swapped with the pair's B shown first; still the pair's A is A
 */
record Compared(Pair pair, @Nullable Winner asWritten, @Nullable Winner swapped) {

  /** The preferences there are. */
  Stream<Winner> winners() {
    return Stream.concat(Stream.ofNullable(asWritten), Stream.ofNullable(swapped));
  }

  boolean isComplete() {
    return asWritten != null && swapped != null;
  }

  /** Whether it is the same answer, or a tie, in both orders. */
  boolean isConsistent() {
    return isComplete() && asWritten == swapped;
  }

  /** Whether that outcome is the label's. */
  boolean isRight() {
    return isConsistent() && asWritten == pair.better();
  }

  /** How many preferences are for one of the two. */
  long decided() {
    return winners().filter(winner -> winner != Winner.TIE).count();
  }

  /** How many are for the one that was shown first. */
  long forFirst() {
    return Stream.of(asWritten == Winner.A, swapped == Winner.B).filter(each -> each).count();
  }
}
