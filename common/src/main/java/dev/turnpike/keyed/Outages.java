package dev.turnpike.keyed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an outage of the surroundings (database, broker, network) from a failure of the record. An
 * outage is waited out, however long it lasts (guarantee G6).
 */
public final class Outages {

  /**
   * Beginnings of SQL states (PostgreSQL, appendix A): connection, rollback, out of resources,
   * operator, system error; a server that became a read-only replica; a lock not had in time; a
   * function, table or column that the schema of another version lacks.
   */
  private static final List<String> SQL_STATES =
      List.of("08", "40", "53", "57", "58", "25006", "55P03", "42883", "42P01", "42703");

  /** Network failures. Not among them: end of file and its like, which bad bytes cause too. */
  private static final List<Class<? extends IOException>> NETWORK =
      List.of(
          SocketException.class,
          UnknownHostException.class,
          InterruptedIOException.class,
          HttpTimeoutException.class,
          ClosedChannelException.class,
          SSLException.class);

  private Outages() {}

  /** Marks an exception type of ours as an outage. */
  public interface Outage {}

  /** True when {@code failure} or one of its causes is an outage. */
  public static boolean isOutage(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof Outage
          || cause instanceof RetriableException
          || cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || (cause instanceof IOException io && isNetwork(io))
          || (cause instanceof SQLException sql && hasOutageState(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** Java's HTTP client and its channels report a broken connection as a bare IOException. */
  private static boolean isNetwork(IOException failure) {
    return failure.getClass() == IOException.class
        || NETWORK.stream().anyMatch(type -> type.isInstance(failure));
  }

  private static boolean hasOutageState(@Nullable String state) {
    return state != null && SQL_STATES.stream().anyMatch(state::startsWith);
  }
}
