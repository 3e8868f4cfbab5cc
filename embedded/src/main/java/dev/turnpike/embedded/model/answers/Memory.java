package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the model knows about the user: told in this conversation, or known from before it. */
record Memory(List<String> told, List<String> known) {

  static Memory of(ChatRequest request) {
    List<String> told =
        FactFinder.find(request.said(Role.USER)).stream().map(Fact::statement).toList();
    return new Memory(told, KnownFacts.in(request));
  }

  boolean isEmpty() {
    return told.isEmpty() && known.isEmpty();
  }

  /** What matches; what was told in this conversation takes the place of what was known before. */
  Memory matching(Predicate<String> wanted) {
    List<String> nearer = told.stream().filter(wanted).toList();
    return new Memory(
        nearer, nearer.isEmpty() ? known.stream().filter(wanted).toList() : List.of());
  }

  /** All of it, each said once. */
  List<String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    known.forEach(fact -> all.putIfAbsent(SecondPerson.of(fact), fact));
    told.forEach(fact -> all.putIfAbsent(SecondPerson.of(fact), fact));
    return List.copyOf(all.keySet());
  }
}
