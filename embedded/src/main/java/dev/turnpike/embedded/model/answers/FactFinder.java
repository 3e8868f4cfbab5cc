package dev.turnpike.embedded.model.answers;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what users say about themselves. */
final class FactFinder {
  private FactFinder() {}

  /** The facts in what a user said, in order; of contradicting ones the latest. */
  static List<Fact> find(Collection<String> messages) {
    return Fact.latest(
        messages.stream()
            .flatMap(message -> Clauses.of(message).stream())
            .flatMap(clause -> first(clause).stream())
            .toList());
  }

  private static Optional<Fact> first(String clause) {
    return FactPattern.ALL.stream().flatMap(pattern -> pattern.fact(clause).stream()).findFirst();
  }
}
