package dev.turnpike.testing;

import dev.turnpike.embedded.FolderTree;
import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
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
  private final Lazy<EmbeddedRegistry> registry =
      new Lazy<>(() -> EmbeddedRegistry.start(folder.resolve("registry.journal"), 0));
  private final Lazy<SchemaRegistry> registryClient =
      new Lazy<>(() -> SchemaRegistry.connect(RegistrySettings.of(registry.get().url())));
  private final Lazy<AutoCloseable> topicsAndSchemas = new Lazy<>(this::provision);
  private final Lazy<SimulatedModel> model =
      new Lazy<>(() -> SimulatedModel.start(SimulatedModelSettings.instant()));
  private final Lazy<EmbeddedDatabase> postgres = new Lazy<>(this::startPostgres);
  private final AtomicInteger databases = new AtomicInteger();

  private TestPlatform() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-platform-stop"));
  }

  public static TestPlatform shared() {
    return SHARED;
  }

  /** Of a broker that has all topics of Turnpike; their schemas are registered. */
  public String bootstrapServers() {
    topicsAndSchemas.get();
    return broker.get().bootstrapServers();
  }

  /** Of the same broker, without the wait for topics and schemas: for tests of plain Kafka code. */
  public String bareBootstrapServers() {
    return broker.get().bootstrapServers();
  }

  public String registryUrl() {
    topicsAndSchemas.get();
    return registry.get().url();
  }

  /** A client of the registry, shared: not to be closed. */
  public SchemaRegistry schemaRegistry() {
    topicsAndSchemas.get();
    return registryClient.get();
  }

  /** Of a model that answers without delay unless its name says otherwise. */
  public String modelBaseUrl() {
    return model().baseUrl();
  }

  public SimulatedModel model() {
    return model.get();
  }

  /** Quick, once the server runs. */
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

  /**
   * What a service is started with to live on this platform, with a free port and the simulated
   * model.
   *
   * @param more further arguments
   */
  public String[] serviceArguments(TestDatabase database, String... more) {
    List<String> arguments = new ArrayList<>(List.of(serviceArguments(more)));
    arguments.addAll(
        List.of(
            "--turnpike.database.url=" + database.jdbcUrl(),
            "--turnpike.database.user=" + database.user(),
            "--turnpike.database.password=" + database.password(),
            "--turnpike.models.base-url=" + modelBaseUrl(),
            "--turnpike.models.default-model=sim",
            "--turnpike.models.simulated=true"));
    return arguments.toArray(String[]::new);
  }

  /** The same for a service without database and model. */
  public String[] serviceArguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--server.port=0",
            "--turnpike.kafka.bootstrap-servers=" + bootstrapServers(),
            "--turnpike.registry.url=" + registryUrl()));
    return arguments.toArray(String[]::new);
  }

  private AutoCloseable provision() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bareBootstrapServers()))) {
      new Provisioner(admin, registryClient.get(), 1).provision();
    }
    return () -> {};
  }

  private EmbeddedDatabase startPostgres() {
    Path pgvector = PgvectorFiles.prepared(line -> log.atInfo().log(line));
    return EmbeddedDatabase.start(DatabaseOptions.ephemeral(folder.resolve("postgres"), pgvector));
  }

  private void stop() {
    for (Lazy<?> part : List.of(model, registryClient, registry, postgres, broker)) {
      try {
        part.close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("A part of the test platform did not stop");
      }
    }
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("Could not delete the folder");
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("turnpike-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
