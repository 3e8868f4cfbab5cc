package dev.turnpike.memory.ledger;

/**
 * Where a ledger keeps what it learns.
 *
 * @param facts as they are now
 * @param changes what each turn changed
 * @param learnedTurns the turns that were learned from
 * @param served whether users are answered from it; then nothing is learned while it is exchanged
 */
public record LedgerTables(String facts, String changes, String learnedTurns, boolean served) {

  public static final LedgerTables LIVE =
      new LedgerTables("memory.facts", "memory.changes", "memory.learned_turns", true);

  /** What a rebuild fills before it takes the place of the other. */
  public static final LedgerTables SHADOW =
      new LedgerTables(
          "memory.shadow_facts", "memory.shadow_changes", "memory.shadow_learned_turns", false);

  /** A statement about {@code {facts}}, {@code {changes}} and {@code {turns}}, for these tables. */
  String sql(String template) {
    return template
        .replace("{facts}", facts)
        .replace("{changes}", changes)
        .replace("{turns}", learnedTurns);
  }
}
