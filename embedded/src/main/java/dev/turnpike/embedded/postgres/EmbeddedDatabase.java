package dev.turnpike.embedded.postgres;

import dev.turnpike.embedded.DataFolder;
import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FolderTree;
import dev.turnpike.embedded.FreePort;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 17 server with pgvector on the loopback interface, so that a local run and tests
 * need no installation.
 *
 * <p>A durable one keeps what was committed over restarts and kill -9. Whatever happens to this
 * JVM, the server does not outlive it for long (see {@link Guardian}), and a server that did is
 * stopped in good order before its data is opened again. Every database has the {@code vector}
 * extension.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String DATABASE = "turnpike";
  private static final String TEMPLATE = "template1";
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final DatabaseOptions options;
  private final DataFolder folder;
  private final int port;
  private final String password;
  private final PostgresServer server;
  private final Guardian guardian;

  private EmbeddedDatabase(
      DatabaseOptions options,
      DataFolder folder,
      int port,
      String password,
      PostgresServer server,
      Guardian guardian) {
    this.options = options;
    this.folder = folder;
    this.port = port;
    this.password = password;
    this.server = server;
    this.guardian = guardian;
  }

  /** Returns once connections are taken and the database and its extension are there. */
  public static EmbeddedDatabase start(DatabaseOptions options) {
    long begun = System.nanoTime();
    Unprivileged unprivileged = Unprivileged.ofThisUser();
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    binaries.install(options.pgvector());
    DataFolder folder = DataFolder.claim(options.folder());
    try {
      EmbeddedDatabase database =
          start(options, folder, new PostgresServer(binaries, unprivileged, folder.path()));
      log.atInfo()
          .addKeyValue("port", database.port)
          .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
          .log("PostgreSQL started");
      return database;
    } catch (IOException e) {
      folder.close();
      throw new EmbeddedStartException("Can't start PostgreSQL in " + folder.path() + ": " + e, e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedDatabase start(
      DatabaseOptions options, DataFolder folder, PostgresServer server) throws IOException {
    PasswordFile password = PasswordFile.in(folder.path());
    server.stopLeftover();
    server.createData(password.path(), options.durable());
    int port = FreePort.claim(options.port(), "PostgreSQL");
    Map<String, String> settings = ServerSettings.of(options);
    settings.putAll(options.settings());
    server.start(port, settings);
    Guardian guardian =
        options.durable()
            ? Guardian.stopping(server.processId())
            : Guardian.stoppingAndDeleting(server.processId(), folder.path());
    EmbeddedDatabase database =
        new EmbeddedDatabase(options, folder, port, password.read(), server, guardian);
    try {
      database.prepare();
      return database;
    } catch (SQLException e) {
      server.stop();
      guardian.dismiss();
      throw new EmbeddedStartException(
          "PostgreSQL started, but its database could not be prepared: " + e.getMessage(), e);
    }
  }

  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** The address of another database on this server, see {@link #createDatabase}. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  public String user() {
    return PostgresServer.SUPERUSER;
  }

  public String password() {
    return password;
  }

  public int port() {
    return port;
  }

  /** Creates one more empty database, with pgvector. */
  public void createDatabase(String name) throws SQLException {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a plain database name: " + name);
    }
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      guardian.dismiss();
      if (!options.durable()) {
        FolderTree.delete(folder.path());
      }
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("folder", folder.path())
          .setCause(e)
          .log("Could not delete the data");
    } finally {
      folder.close();
    }
  }

  /** The extension goes into the template, so that databases made from it have it too. */
  private void prepare() throws SQLException {
    try (Connection connection = connect(TEMPLATE);
        Statement statement = connection.createStatement()) {
      try (ResultSet present =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (present.next()) {
          return;
        }
      }
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
    }
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user(), password);
  }
}
