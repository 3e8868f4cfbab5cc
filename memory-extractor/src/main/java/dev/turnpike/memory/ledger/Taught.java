package dev.turnpike.memory.ledger;

import java.util.List;

/**
 * What a turn changed.
 *
 * @param now false when it had been learned from before, or nothing may be learned from it
 */
public record Taught(boolean now, List<FactChange> changes) {

  public Taught {
    changes = List.copyOf(changes);
  }
}
