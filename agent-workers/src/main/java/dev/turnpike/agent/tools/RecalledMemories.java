package dev.turnpike.agent.tools;

import dev.turnpike.events.RecalledMemory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was recalled in one turn, with its message and by its model: each memory once, as it was
 * first told. The completed turn says so, and nothing is learned from their echo. Thread-safe.
 */
public final class RecalledMemories {

  private final Map<UUID, RecalledMemory> memories = new LinkedHashMap<>();

  public synchronized void add(Collection<RecalledMemory> told) {
    told.forEach(memory -> memories.putIfAbsent(memory.getMemoryId(), memory));
  }

  /** In the order told. */
  public synchronized List<RecalledMemory> all() {
    return List.copyOf(memories.values());
  }
}
