package dev.turnpike.memory.extraction;

import dev.turnpike.memory.ledger.KnownFact;

/** What a finding means for what is known. */
sealed interface Decision {

  Finding finding();

  record Add(Finding finding) implements Decision {}

  /**
   * @param text what the known fact says from now on
   */
  record Update(Finding finding, KnownFact known, String text) implements Decision {}

  record Remove(Finding finding, KnownFact known) implements Decision {}

  record Nothing(Finding finding) implements Decision {}
}
