package dev.turnpike.memory.rebuild;

import java.util.List;
import java.util.Optional;

/**
 * What a rebuild makes otherwise.
 *
 * @param total over all users
 * @param users those of whom anything is different, most first, at most a hundred
 * @param facts of them, at most a thousand
 */
public record Difference(Counts total, List<OfUser> users, List<OfFact> facts) {

  public Difference {
    users = List.copyOf(users);
    facts = List.copyOf(facts);
  }

  /** Facts by what becomes of them. */
  public record Counts(long kept, long added, long changed, long dropped) {

    public long different() {
      return added + changed + dropped;
    }
  }

  /** One user's facts. */
  public record OfUser(String userId, Counts counts) {}

  /**
   * One fact.
   *
   * @param before empty: it is added
   * @param after empty: it is dropped
   */
  public record OfFact(String userId, Optional<String> before, Optional<String> after) {

    /** Without the texts. */
    @Override
    public String toString() {
      return "OfFact[userId=%s]".formatted(userId);
    }
  }
}
