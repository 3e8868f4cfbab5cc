package dev.turnpike.operations.recovery;

import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.FolderTree;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import dev.turnpike.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL whose write-ahead log is archived, backed up while it runs by the low-level
 * interface, and restored to a point in time, as "Continuous Archiving" of PostgreSQL's manual has
 * it.
 */
final class ArchivedDatabase implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Not part of a backup: of the running server alone, or made anew. */
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "pg_stat_tmp");

  private final EmbeddedDatabase server;
  private final Path folder;
  private final Path archive;

  private ArchivedDatabase(EmbeddedDatabase server, Path folder, Path archive) {
    this.server = server;
    this.folder = folder;
    this.archive = archive;
  }

  static ArchivedDatabase start(Path folder, Path archive) throws SQLException, IOException {
    Files.createDirectories(archive);
    var database = new ArchivedDatabase(open(folder), folder, archive);
    database.run(
        "alter system set archive_command = 'test ! -f \"%1$s/%%f\" && cp \"%%p\" \"%1$s/%%f\"'"
            .formatted(archive));
    database.run("select pg_reload_conf()");
    return database;
  }

  /**
   * @param until a moment after the backup's end; something must have been committed after it
   */
  static ArchivedDatabase restored(Path backup, Path archive, Path folder, Instant until)
      throws IOException, SQLException {
    copy(backup, folder);
    var data = folder.resolve("data");
    for (String empty : new String[] {"pg_wal", "pg_replslot", "pg_stat_tmp"}) {
      Files.createDirectories(data.resolve(empty));
    }
    Files.createFile(data.resolve("recovery.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        """
        restore_command = 'cp "%s/%%f" "%%p"'
        recovery_target_time = '%s'
        recovery_target_action = 'promote'
        """
            .formatted(archive, until.toString().replace('T', ' ').replace("Z", "+00")),
        StandardOpenOption.APPEND);
    var database = new ArchivedDatabase(open(folder), folder, archive);
    await().atMost(PATIENCE).until(() -> database.tell("select not pg_is_in_recovery()", "t"));
    return database;
  }

  private static EmbeddedDatabase open(Path folder) {
    return EmbeddedDatabase.start(
        DatabaseOptions.durable(folder, 0, PgvectorFiles.prepared(_ -> {})).withArchiving());
  }

  /** Copies the files between the two calls, on one connection; turns may run. */
  void backUp(Path backup) throws SQLException, IOException {
    try (var connection = address().connect();
        var statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('turnpike', fast => true)");
      copy(folder, backup);
      try (var row = statement.executeQuery("select labelfile from pg_backup_stop()")) {
        row.next();
        Files.writeString(backup.resolve("data/backup_label"), row.getString(1));
      }
    }
  }

  /** Hands the log so far to the archive. */
  void archive() throws SQLException {
    var segment = ask("select pg_walfile_name(pg_switch_wal())");
    await().atMost(PATIENCE).until(() -> Files.exists(archive.resolve(segment)));
  }

  Instant now() throws SQLException {
    try (var connection = address().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  TestDatabase address() {
    return new TestDatabase(server.jdbcUrl(), server.user(), server.password());
  }

  /** The server stops and its files are gone. */
  void lose() throws IOException {
    server.close();
    FolderTree.delete(folder);
  }

  @Override
  public void close() {
    server.close();
  }

  private void run(String sql) throws SQLException {
    try (var connection = address().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean tell(String sql, String expected) throws SQLException {
    return ask(sql).equals(expected);
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = address().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes of)
              throws IOException {
            if (LEFT_OUT.contains(found.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(
                to.resolve(from.relativize(found)),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes of) throws IOException {
            if (!LEFT_OUT.contains(found.getFileName().toString())) {
              try {
                Files.copy(
                    found, to.resolve(from.relativize(found)), StandardCopyOption.COPY_ATTRIBUTES);
              } catch (NoSuchFileException e) {
                // deleted since it was listed, as the log will tell
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path found, @Nullable IOException e)
              throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            return super.visitFileFailed(found, e);
          }
        });
  }
}
