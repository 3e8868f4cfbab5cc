package dev.turnpike.chaos.cluster;

import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL in processes of its own, which can be shut down or killed. */
public final class Database implements Part, AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int STARTS = 10;
  private static final long PAUSE_MILLIS = 500;

  private final Path folder;
  private final int port;
  private final String host;
  private final Chronicle chronicle;
  private @Nullable EmbeddedDatabase running; // guarded by this
  private @Nullable EmbeddedDatabase last; // guarded by this

  /**
   * @param host where services find it; it listens on loopback, too
   */
  Database(Path folder, String host, int port, Chronicle chronicle) {
    this.folder = folder;
    this.host = host;
    this.port = port;
    this.chronicle = chronicle;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public synchronized boolean isUp() {
    return running != null;
  }

  @Override
  public synchronized void down(boolean abruptly) {
    if (running == null) {
      return;
    }
    if (abruptly) {
      kill();
    }
    running.close();
    running = null;
    chronicle.note(name(), abruptly ? Event.KILLED : Event.DOWN);
  }

  @Override
  public synchronized void up() {
    if (running == null) {
      running = start();
      last = running;
      chronicle.note(name(), Event.READY);
    }
  }

  /** Where services find it. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** For whoever looks into it; fails while it is down. */
  public Connection connect() throws SQLException {
    EmbeddedDatabase database = known();
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  /** As services are told where it is. */
  Map<String, String> settings() {
    EmbeddedDatabase database = known();
    return Map.of(
        "DATABASE_URL", database.jdbcUrl().replace(LOOPBACK, host),
        "DATABASE_USER", database.user(),
        "DATABASE_PASSWORD", database.password());
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  private synchronized EmbeddedDatabase known() {
    if (last == null) {
      throw new IllegalStateException("The database was never started");
    }
    return last;
  }

  /** The processes of one that was killed take a moment to notice; until then it can't start. */
  private EmbeddedDatabase start() {
    for (int tries = 1; ; tries++) {
      try {
        return EmbeddedDatabase.start(options());
      } catch (EmbeddedStartException e) {
        if (tries == STARTS) {
          throw new ClusterFailure("The database does not start any more: " + e.getMessage(), e);
        }
        pause();
      }
    }
  }

  private DatabaseOptions options() {
    DatabaseOptions options =
        DatabaseOptions.durable(folder, port, PgvectorFiles.prepared(line -> {}));
    if (host.equals(LOOPBACK)) {
      return options;
    }
    return options.with(
        Map.of("listen_addresses", LOOPBACK + "," + host, "hba_file", whoMayCome().toString()));
  }

  /** By itself it lets nobody in but from loopback. */
  private Path whoMayCome() {
    Path file = folder.resolve("who-may-come.conf");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file,
          """
          host all all 127.0.0.1/32 scram-sha-256
          host all all %s/24 scram-sha-256
          """
              .formatted(host));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill() {
    try {
      long pid =
          Long.parseLong(
              Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                  .getFirst()
                  .strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new ClusterFailure("PostgreSQL's process is not known: " + e, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailure("Interrupted.", e);
    }
  }
}
