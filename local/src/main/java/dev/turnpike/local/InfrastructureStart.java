package dev.turnpike.local;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.local.StopSequence.Rank;
import dev.turnpike.local.folder.Ports;
import dev.turnpike.local.folder.RunFolder;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Steps;
import dev.turnpike.operations.running.Endpoints;
import java.nio.file.Path;

/** Starts what the services stand on, side by side, leaving out what its owner has already. */
record InfrastructureStart(
    RunFolder folder, Ports ports, Surroundings surroundings, Steps steps, StopSequence stop) {

  static final String SIMULATED_MODEL = "sim";
  private static final String OPENAI = "https://api.openai.com/v1";
  private static final String DATABASE_STEP = "database";

  Infrastructure start() throws Exception {
    try (Parallel parallel = new Parallel()) {
      var kafka = parallel.start(this::kafka);
      var database = parallel.start(this::database);
      var registry = parallel.start(this::registry);
      var model = parallel.start(this::model);
      parallel.awaitAll();
      return new Infrastructure(kafka.get(), registry.get(), database.get(), model.get());
    }
  }

  private String kafka() throws Exception {
    if (surroundings.kafka().isPresent()) {
      return steps.run(
          "broker", surroundings.kafka()::orElseThrow, servers -> "yours at " + servers);
    }
    return steps.run(
        "broker",
        () ->
            stop.add(
                    Rank.BROKER,
                    "broker",
                    EmbeddedBroker.start(folder.broker(), ports.of("broker")))
                .bootstrapServers(),
        servers -> "Kafka at " + servers);
  }

  private Endpoints.Database database() throws Exception {
    if (surroundings.database().isPresent()) {
      return steps.run(
          DATABASE_STEP,
          () ->
              new Endpoints.Database(
                  surroundings.database().orElseThrow(),
                  surroundings.get("DATABASE_USER").orElse(null),
                  surroundings.get("DATABASE_PASSWORD").orElse(null)),
          database -> "yours, from DATABASE_URL");
    }
    return steps.run(
        DATABASE_STEP,
        this::embeddedDatabase,
        database -> "PostgreSQL at 127.0.0.1:" + ports.of(DATABASE_STEP));
  }

  private Endpoints.Database embeddedDatabase() {
    Path pgvector =
        PgvectorFiles.prepared(
            line -> steps.detail(DATABASE_STEP, line.replaceFirst("^pgvector: ", "pgvector, ")));
    EmbeddedDatabase database =
        stop.add(
            Rank.DATABASE,
            DATABASE_STEP,
            EmbeddedDatabase.start(
                DatabaseOptions.durable(folder.database(), ports.of(DATABASE_STEP), pgvector)));
    return new Endpoints.Database(database.jdbcUrl(), database.user(), database.password());
  }

  private String registry() throws Exception {
    if (surroundings.registry().isPresent()) {
      return steps.run(
          "schema registry", surroundings.registry()::orElseThrow, urls -> "yours at " + urls);
    }
    return steps.run(
        "schema registry",
        () ->
            stop.add(
                    Rank.REGISTRY,
                    "registry",
                    EmbeddedRegistry.start(folder.registryJournal(), ports.of("registry")))
                .url(),
        url -> url);
  }

  private Endpoints.Model model() throws Exception {
    String wanted = surroundings.get("DEFAULT_LLM_MODEL").orElse(null);
    if (surroundings.hasModelProvider()) {
      String url = surroundings.get("OPENAI_BASE_URL").orElse(OPENAI);
      return steps.run("model", () -> new Endpoints.Model(url, wanted, false), model -> url);
    }
    String name = wanted != null && wanted.startsWith(SIMULATED_MODEL) ? wanted : SIMULATED_MODEL;
    return steps.run(
        "simulated model",
        () -> {
          SimulatedModel model =
              stop.add(
                  Rank.MODEL,
                  "simulated model",
                  SimulatedModel.start(SimulatedModelSettings.demo(ports.of("model"))));
          return new Endpoints.Model(model.baseUrl(), name, true);
        },
        Endpoints.Model::baseUrl);
  }
}
