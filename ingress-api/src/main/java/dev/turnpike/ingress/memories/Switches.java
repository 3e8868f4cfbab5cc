package dev.turnpike.ingress.memories;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.views.ForeignViews;
import dev.turnpike.memory.book.MemorySwitches;
import dev.turnpike.memory.book.SwitchedOff;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Where users want no memory. While the service that has one never ran, nothing is switched off,
 * and nothing can be: a promise that nobody keeps would be worse. Blocks.
 */
public final class Switches {
  private final MemorySwitches table;

  Switches(MemorySwitches table) {
    this.table = table;
  }

  /** Of a user. */
  public SwitchedOff of(String userId) {
    try {
      return table.of(userId);
    } catch (DataAccessException e) {
      if (ForeignViews.isAbsence(e)) {
        return SwitchedOff.NOWHERE;
      }
      throw e;
    }
  }

  /**
   * For all sessions of a user.
   *
   * @throws Problem 503 when memory can't be switched off yet
   */
  void set(String userId, boolean enabled) {
    write(userId, null, enabled);
  }

  /**
   * For one session.
   *
   * @throws Problem 503 when memory can't be switched off yet
   */
  public void set(String userId, String sessionId, boolean enabled) {
    write(userId, sessionId, enabled);
  }

  private void write(String userId, @Nullable String sessionId, boolean enabled) {
    try {
      if (sessionId == null) {
        table.set(userId, enabled);
      } else {
        table.set(userId, sessionId, enabled);
      }
    } catch (DataAccessException e) {
      if (!ForeignViews.isAbsence(e)) {
        throw e;
      }
      if (!enabled) {
        throw Problem.unavailable(
            "not_ready",
            "Memory can't be switched off yet, since the service that has it has not started: try again later. Nothing is learned until then.");
      }
    }
  }
}
