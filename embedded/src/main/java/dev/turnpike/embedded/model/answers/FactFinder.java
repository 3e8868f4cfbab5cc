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

  /** The fact that a statement in the third person tells: "The user likes tea." */
  static Optional<Fact> of(String statement) {
    String told = Clauses.tidy(statement);
    return first(FirstPerson.of(told))
        .map(f -> new Fact(f.slot(), f.value(), told, told, f.over()));
  }

  private static Optional<Fact> first(String clause) {
    List<String> over = Endings.over(clause);
    return over.isEmpty()
        ? match(clause)
        : over.stream().flatMap(was -> match(was).stream()).findFirst().map(f -> f.ended(clause));
  }

  private static Optional<Fact> match(String clause) {
    return FactPattern.ALL.stream().flatMap(pattern -> pattern.fact(clause).stream()).findFirst();
  }
}
