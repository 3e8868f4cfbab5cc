package dev.turnpike.embedded.model.answers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something about the user, in the third person: "The user's name is Ada". Of two facts with the
 * same slot the later replaces the earlier.
 *
 * @param value what fills the slot: "Ada"
 * @param quote the words that say so
 * @param over whether it says that it is no longer so
 */
record Fact(String slot, String value, String statement, String quote, boolean over) {

  /** That it is no longer so. */
  Fact ended(String by) {
    return new Fact(slot, value, Endings.statement(statement), by, true);
  }

  /** Whether both are about the same, such as where somebody lives. */
  boolean isAbout(Fact other) {
    return slot.equalsIgnoreCase(other.slot);
  }

  boolean hasValueOf(Fact other) {
    return value.equalsIgnoreCase(other.value);
  }

  /** In order, without those that later ones replace. */
  static List<Fact> latest(Collection<Fact> facts) {
    Map<String, Fact> bySlot = new LinkedHashMap<>();
    for (Fact fact : facts) {
      bySlot.remove(fact.slot());
      bySlot.put(fact.slot(), fact);
    }
    return List.copyOf(bySlot.values());
  }
}
