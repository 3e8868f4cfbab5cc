package dev.turnpike.memory.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may change the memory when. All locks are held until the transaction ends.
 *
 * <p>Order: first the exchange, then the user; so nobody waits for each other.
 */
public final class MemoryLocks {

  private static final String EXCHANGE = "hashtextextended('memory/swap', 0)";

  private MemoryLocks() {}

  /** Whoever changes anything of a user's takes this first. */
  public static void lockUser(JdbcClient jdbc, String userId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('memory/' || :user, 0)) is null")
        .param("user", userId)
        .query(Boolean.class)
        .single();
  }

  /** Keeps all who learn and all who exchange away, and waits for those who are at it. */
  public static void lockExchange(JdbcClient jdbc) {
    jdbc.sql("select pg_advisory_xact_lock(%s) is null".formatted(EXCHANGE))
        .query(Boolean.class)
        .single();
  }

  /** Keeps those who exchange away; refused while one is at it or waits. */
  static boolean shareExchange(JdbcClient jdbc) {
    return jdbc.sql("select pg_try_advisory_xact_lock_shared(%s)".formatted(EXCHANGE))
        .query(Boolean.class)
        .single();
  }
}
