package dev.turnpike.memory.book;

import java.util.Set;

/**
 * Where a user wants no memory.
 *
 * @param everywhere whatever the sessions have for themselves
 * @param sessions those that have it off for themselves
 */
public record SwitchedOff(boolean everywhere, Set<String> sessions) {

  /** Of who has switched nothing off. */
  public static final SwitchedOff NOWHERE = new SwitchedOff(false, Set.of());

  public SwitchedOff {
    sessions = Set.copyOf(sessions);
  }

  /** Whether something may be recalled in a session, and learned from it. */
  public boolean allows(String sessionId) {
    return !everywhere && !sessions.contains(sessionId);
  }
}
