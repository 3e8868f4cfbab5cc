package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a conversation's system prompt says is known about the user, as a list under a heading. */
final class KnownFacts {
  private static final String HEADING = "what you know about the user";

  private KnownFacts() {}

  static List<String> in(ChatRequest request) {
    List<String> facts = new ArrayList<>();
    for (String prompt : request.said(Role.SYSTEM)) {
      boolean listed = false;
      for (String line : prompt.lines().map(String::strip).toList()) {
        if (line.toLowerCase(Locale.ROOT).contains(HEADING)) {
          listed = true;
        } else if (listed && (line.startsWith("- ") || line.startsWith("* "))) {
          facts.add(Clauses.tidy(line.substring(2)));
        } else if (!line.isEmpty()) {
          listed = false;
        }
      }
    }
    facts.removeIf(String::isEmpty);
    return facts;
  }
}
