package dev.turnpike.keyed;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an outage of the surroundings (database, broker, network) from a failure of the record. An
 * outage is waited out, however long it lasts (guarantee G6).
 */
public final class Outages {

  /** Connection failure, out of resources, shutdown, system error: PostgreSQL appendix A. */
  private static final Set<String> SQL_STATE_CLASSES = Set.of("08", "53", "57", "58", "40");

  private Outages() {}

  /** Marks an exception type of ours as an outage. */
  public interface Outage {}

  /** True when {@code failure} or one of its causes is an outage. */
  public static boolean isOutage(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof Outage
          || cause instanceof IOException
          || cause instanceof RetriableException
          || cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || (cause instanceof SQLException sql && hasOutageState(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasOutageState(@Nullable String state) {
    return state != null
        && state.length() >= 2
        && SQL_STATE_CLASSES.contains(state.substring(0, 2));
  }
}
