package dev.turnpike.bench.system;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.model.SimulatedModelApplication;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A whole system that is there for one run: on free ports, with its data in a temporary folder, and
 * with the simulated model in a JVM of its own, so that the model's processor time is told apart.
 */
public final class OwnSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> MODEL_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /** Parts that the user may have; an own system uses none of them. */
  private static final List<String> FOREIGN_PARTS =
      List.of(
          "KAFKA_BOOTSTRAP_SERVERS",
          "SCHEMA_REGISTRY_URL",
          "DATABASE_URL",
          "DATABASE_USER",
          "DATABASE_PASSWORD",
          "SERVER_ADDRESS");

  private final Path data;
  private final ChildJvm model;
  private final ChildJvm turnpike;
  private final Subject subject;

  private OwnSystem(Path data, ChildJvm model, ChildJvm turnpike, Subject subject) {
    this.data = data;
    this.model = model;
    this.turnpike = turnpike;
    this.subject = subject;
  }

  /**
   * What it consists of.
   *
   * @param processes whether each service gets its own JVM
   * @param chatOnly whether memory and judging, which follow the turns, are left out
   * @param partitions of topics that have other than their usual number
   */
  public record Parts(boolean processes, boolean chatOnly, Map<String, Integer> partitions) {
    public Parts {
      partitions = Map.copyOf(partitions);
    }

    /** With the usual topics. */
    public Parts(boolean processes, boolean chatOnly) {
      this(processes, chatOnly, Map.of());
    }

    private String description() {
      return "an own system%s, %s"
          .formatted(
              chatOnly ? " without memory and judging" : "",
              processes
                  ? "each service and the model in its own JVM"
                  : "all services in one JVM, the model in another");
    }
  }

  /**
   * @param javaOptions for the system's JVM, beside those of this one
   * @param show takes lines about the start
   */
  public static OwnSystem start(Parts parts, List<String> javaOptions, Consumer<String> show) {
    return start(parts, javaOptions, Map.of(), show);
  }

  /**
   * @param javaOptions for the system's JVM, beside those of this one
   * @param settings more environment for it
   * @param show takes lines about the start
   */
  public static OwnSystem start(
      Parts parts, List<String> javaOptions, Map<String, String> settings, Consumer<String> show) {
    Path data = temporaryFolder();
    ChildJvm model =
        ChildJvm.start(
            "The simulated model",
            MODEL_OPTIONS,
            SimulatedModelApplication.class,
            List.of("--port", "0"),
            Map.of());
    try {
      URI modelUrl = URI.create(model.awaitLine("The simulated model is ready at", PATIENCE, show));
      ChildJvm turnpike = up(data, parts, javaOptions, settings, modelUrl);
      try {
        turnpike.awaitLine("Turnpike is ready", PATIENCE, show);
        Subject found = RunningSystem.on(data, modelUrl).orElseThrow();
        return new OwnSystem(data, model, turnpike, described(found, parts, modelUrl, model.pid()));
      } catch (RuntimeException e) {
        turnpike.close();
        throw e;
      }
    } catch (RuntimeException e) {
      model.close();
      delete(data);
      throw e;
    }
  }

  public Subject subject() {
    return subject;
  }

  /** Where its parts are. */
  public Endpoints endpoints() {
    return Endpoints.read(data).orElseThrow(() -> new BenchRefusal("The own system has ended."));
  }

  /**
   * Its database, for what no API gives or takes. The caller closes it.
   *
   * @param connections at most
   */
  public HikariDataSource database(int connections) {
    Endpoints.Database database = endpoints().database();
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(connections);
    return pool;
  }

  private static Subject described(Subject found, Parts parts, URI modelUrl, long modelPid) {
    return found.with(
        parts.description(), modelUrl, ProcessGroup.of("model", Share.MODEL, modelPid));
  }

  private static ChildJvm up(
      Path data,
      Parts parts,
      List<String> javaOptions,
      Map<String, String> settings,
      URI modelUrl) {
    List<String> options = new ArrayList<>(ownOptions());
    options.addAll(javaOptions);
    List<String> arguments =
        new ArrayList<>(List.of("up", "--data", data.toString(), "--port", "" + FreePort.find()));
    if (parts.processes()) {
      arguments.add("--processes");
    }
    if (parts.chatOnly()) {
      arguments.add("--chat-only");
    }
    parts
        .partitions()
        .forEach((topic, n) -> arguments.addAll(List.of("--partitions", topic + "=" + n)));
    Map<String, String> environment = new TreeMap<>();
    FOREIGN_PARTS.forEach(part -> environment.put(part, ""));
    environment.put("OPENAI_BASE_URL", modelUrl.toString());
    environment.put("OPENAI_API_KEY", "none-is-needed-here");
    environment.put("DEFAULT_LLM_MODEL", "sim");
    environment.put("TURNPIKE_INGRESS_MODELS", "sim*");
    environment.put("TURNPIKE_INGRESS_LIMITS_FACTOR", "0"); // All clients are one address.
    environment.putAll(settings);
    return ChildJvm.start("Turnpike", options, Turnpike.class, arguments, environment);
  }

  /** This JVM was started as the system's is, so its options are the right ones. */
  private static List<String> ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.contains("FlightRecord") && !option.contains("agent"))
        .toList();
  }

  @Override
  public void close() {
    turnpike.close();
    model.close();
    delete(data);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("turnpike-bench-");
    } catch (IOException e) {
      throw new BenchRefusal("Can't create a temporary folder: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
