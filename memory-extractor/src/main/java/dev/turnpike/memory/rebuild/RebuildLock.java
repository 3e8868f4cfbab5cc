package dev.turnpike.memory.rebuild;

import dev.turnpike.platform.command.AdvisoryLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps other rebuilds away. What is exchanged is exchanged on its connection: who has lost the
 * lock can't do it.
 */
final class RebuildLock implements AutoCloseable {

  private final AdvisoryLock lock;

  private RebuildLock(AdvisoryLock lock) {
    this.lock = lock;
  }

  /**
   * @throws RebuildRefusal when another rebuild has it
   */
  static RebuildLock take(DataSource database) {
    return new RebuildLock(
        AdvisoryLock.take(database, "memory/rebuild")
            .orElseThrow(
                () -> new RebuildRefusal("Another rebuild is under way: wait for its end.")));
  }

  /**
   * @throws RebuildRefusal when the lock is lost: another rebuild may use the shadow tables
   */
  void requireHeld() {
    if (!lock.isHeld()) {
      throw new RebuildRefusal(
          "The rebuild's connection to the database was lost, and nothing was changed: run it again.");
    }
  }

  void inTransaction(Consumer<JdbcClient> work) {
    lock.inTransaction(work);
  }

  @Override
  public void close() {
    lock.close();
  }
}
