package dev.turnpike.testing;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outside world of the services, for tests: one of each part per JVM, as each takes seconds to
 * start. A part starts when it is first asked for; all stop when the JVM exits.
 *
 * <p>Tests share them, so they keep apart by what they put in: topics or keys of their own, and a
 * {@link #newDatabase} each.
 */
public final class TestPlatform {

  private static final Logger log = LoggerFactory.getLogger(TestPlatform.class);
  private static final TestPlatform SHARED = new TestPlatform();

  private final Path folder = temporaryFolder();
  private final Lazy<EmbeddedBroker> broker =
      new Lazy<>(() -> EmbeddedBroker.start(folder.resolve("kafka"), 0));
  private final Lazy<EmbeddedDatabase> postgres =
      new Lazy<>(
          () ->
              EmbeddedDatabase.start(
                  DatabaseOptions.ephemeral(
                      folder.resolve("postgres"),
                      PgvectorFiles.prepared(line -> log.atInfo().log(line)))));
  private final AtomicInteger databases = new AtomicInteger();

  private TestPlatform() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-platform-stop"));
  }

  public static TestPlatform shared() {
    return SHARED;
  }

  public String bootstrapServers() {
    return broker.get().bootstrapServers();
  }

  /** Takes about 50 ms, once the server runs. */
  public TestDatabase newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    EmbeddedDatabase server = postgres.get();
    try {
      server.createDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not create the database " + name, e);
    }
    return new TestDatabase(server.jdbcUrl(name), server.user(), server.password());
  }

  private void stop() {
    for (Lazy<?> part : List.of(postgres, broker)) {
      try {
        part.close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("A part of the test platform did not stop");
      }
    }
    TemporaryFolders.delete(folder);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("turnpike-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
