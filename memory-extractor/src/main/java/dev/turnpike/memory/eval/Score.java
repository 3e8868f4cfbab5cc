package dev.turnpike.memory.eval;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts over one or more dialogues.
 *
 * @param expected facts that should be known
 * @param found of them are
 * @param stored facts in all
 * @param right of them say what they should or may
 * @param duplicates of them only say again what another says
 * @param ungrounded changes whose quote the user never said
 * @param forbidden facts that say what they must not, by reason; secrets are looked for in the
 *     history too
 * @param revived facts that a turn changed or removed and that are still there
 * @param answerable questions whose fact is stored
 * @param at1 questions whose fact is the first that is recalled
 * @param at3 … among the first three
 * @param at8 … among the first eight
 */
record Score(
    int dialogues,
    int turns,
    int failedTurns,
    int expected,
    int found,
    int stored,
    int right,
    int duplicates,
    int ungrounded,
    Map<String, Integer> forbidden,
    int revived,
    int questions,
    int answerable,
    int at1,
    int at3,
    int at8) {

  static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0);

  Score {
    forbidden = new TreeMap<>(forbidden);
  }

  Score plus(Score o) {
    var sum = new TreeMap<>(forbidden);
    o.forbidden.forEach((reason, count) -> sum.merge(reason, count, Integer::sum));
    return new Score(
        dialogues + o.dialogues,
        turns + o.turns,
        failedTurns + o.failedTurns,
        expected + o.expected,
        found + o.found,
        stored + o.stored,
        right + o.right,
        duplicates + o.duplicates,
        ungrounded + o.ungrounded,
        sum,
        revived + o.revived,
        questions + o.questions,
        answerable + o.answerable,
        at1 + o.at1,
        at3 + o.at3,
        at8 + o.at8);
  }

  /** Of the facts that should be known, the part that is; 1 if there should be none. */
  double recall() {
    return part(found, expected);
  }

  /** Of the facts that are stored, the part that should or may be. */
  double precision() {
    return part(right, stored);
  }

  double recallAt(int k) {
    return part(within(k), questions);
  }

  /** As {@link #recallAt}, of the questions whose fact is stored: the search's own part in it. */
  double foundAt(int k) {
    return part(within(k), answerable);
  }

  int forbidden(String reason) {
    return forbidden.getOrDefault(reason, 0);
  }

  int allForbidden() {
    return forbidden.values().stream().mapToInt(Integer::intValue).sum();
  }

  private int within(int k) {
    return switch (k) {
      case 1 -> at1;
      case 3 -> at3;
      case 8 -> at8;
      default -> throw new IllegalArgumentException("counted at 1, 3 and 8, not at " + k);
    };
  }

  private static double part(int some, int all) {
    return all == 0 ? 1 : (double) some / all;
  }
}
