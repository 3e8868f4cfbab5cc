package dev.turnpike.embedded.model.answers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something about the user, in the third person: "The user's name is Ada". Of two facts with the
 * same slot the later replaces the earlier.
 */
record Fact(String slot, String statement) {

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
