package dev.turnpike.memory.extraction;

import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.MemoryRemoved;
import dev.turnpike.events.MemoryUpdated;
import dev.turnpike.memory.ledger.FactChange;

/** A change as everybody gets to read it. The user's own words stay here. */
final class Published {

  private static final String REASON = "The user said that it is no longer so.";

  private Published() {}

  static MemoryChange of(FactChange change) {
    return MemoryChange.newBuilder()
        .setMemoryId(change.memoryId())
        .setUserId(change.userId())
        .setChangedAt(change.changedAt())
        .setProvenance(change.provenance())
        .setBody(
            switch (change.kind()) {
              case ADDED -> new MemoryAdded(change.text());
              case UPDATED -> new MemoryUpdated(change.text(), change.previous());
              case REMOVED -> new MemoryRemoved(REASON);
            })
        .build();
  }
}
