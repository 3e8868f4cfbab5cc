package dev.turnpike.memory.extraction;

import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.ledger.KnownFact;
import java.util.List;
import java.util.Optional;

/**
 * A candidate, and what is known that may have to do with it.
 *
 * @param near best first
 */
record Finding(Candidate candidate, Embedding embedding, List<KnownFact> near) {

  Finding {
    near = List.copyOf(near);
  }

  /** The known fact that says it already. */
  Optional<KnownFact> known() {
    return near.stream().filter(known -> known.says(candidate.text())).findFirst();
  }
}
