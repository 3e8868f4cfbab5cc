package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.views.ForeignViews;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The agents that a session may choose: those that the agent workers tell of, and the default. */
@Component
class Agents {
  private final JdbcClient database;

  Agents(JdbcClient database) {
    this.database = database;
  }

  /**
   * @param wanted null for the default one
   * @throws Problem 422 that names the known ones
   */
  String choose(@Nullable String wanted) {
    if (wanted == null || wanted.equals(Caller.Session.DEFAULT_AGENT)) {
      return Caller.Session.DEFAULT_AGENT;
    }
    SortedSet<String> known = known();
    if (!known.contains(wanted)) {
      throw Problem.invalid(
          "agent", "is no agent that is known here; known: " + String.join(", ", known));
    }
    return wanted;
  }

  private SortedSet<String> known() {
    SortedSet<String> names =
        new TreeSet<>(
            ForeignViews.rows(
                () -> database.sql("select name from agent.agents").query(String.class).list()));
    names.add(Caller.Session.DEFAULT_AGENT);
    return names;
  }
}
