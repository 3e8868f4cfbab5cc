package dev.turnpike.bench.startup;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench startup} does. */
@Command(
    name = "startup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures how soon a worker that is started consumes: as one executable jar, as jars side by"
          + " side, and with an AOT cache as the images have it.",
      "",
      "Starts an own system once, and workers beside the one that it has, one after the other."
    })
public final class StartupBench implements Callable<Integer> {
  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often in each form (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-startup (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant began = Instant.now();
    Path folder = Files.createTempDirectory("turnpike-startup-");
    try (HttpClient client = HttpClient.newHttpClient();
        OwnSystem system =
            OwnSystem.start(new OwnSystem.Parts(false, true), List.of(), Map.of(), out::println)) {
      Layout layout = Layout.of(home, folder);
      Map<String, String> settings = settings(system.endpoints());
      double training = train(client, layout, settings);
      StartupResult result =
          new StartupResult(
              name != null ? name : checkout.shortCommit(),
              began,
              checkout,
              Machine.read(ProcFiles.ofThisSystem()),
              measure(client, layout, settings),
              Rounded.to(1, Files.size(layout.cache()) / 1e6),
              training);
      result.rows().forEach(out::println);
      Path into = results != null ? results : home.resolve("bench").resolve("results");
      out.printf("Written: %s, with .json beside it.%n", result.write(into));
      return 0;
    } finally {
      delete(folder);
    }
  }

  private double train(HttpClient client, Layout layout, Map<String, String> settings)
      throws IOException, InterruptedException {
    out.println("Training …");
    long from = System.nanoTime();
    try (WorkerStart start = WorkerStart.begin(client, Form.training(layout), settings)) {
      var _ = start.await();
    }
    return Rounded.to(1, (System.nanoTime() - from) / 1e9);
  }

  /** The forms take turns, so that what else the machine does meets all of them. */
  private Map<Form, List<WorkerStart.Times>> measure(
      HttpClient client, Layout layout, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<Form, List<WorkerStart.Times>> times = new EnumMap<>(Form.class);
    for (int number = 1; number <= starts; number++) {
      for (Form form : Form.values()) {
        try (WorkerStart start = WorkerStart.begin(client, form.command(layout), settings)) {
          WorkerStart.Times each = start.await();
          times.computeIfAbsent(form, _ -> new ArrayList<>()).add(each);
          out.printf("  %d of %d, %s: %s%n", number, starts, form.words(), each);
        }
      }
    }
    return times;
  }

  private static Map<String, String> settings(Endpoints endpoints) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("TURNPIKE_ENVIRONMENT", "development");
    settings.put("SERVER_ADDRESS", "127.0.0.1");
    settings.put("KAFKA_BOOTSTRAP_SERVERS", endpoints.bootstrapServers());
    settings.put("SCHEMA_REGISTRY_URL", endpoints.schemaRegistryUrl());
    settings.put("DATABASE_URL", endpoints.database().url());
    put(settings, "DATABASE_USER", endpoints.database().user());
    put(settings, "DATABASE_PASSWORD", endpoints.database().password());
    settings.put("OPENAI_BASE_URL", endpoints.model().baseUrl());
    settings.put("OPENAI_API_KEY", "none-is-needed-here");
    settings.put("DEFAULT_LLM_MODEL", "sim");
    settings.put("TURNPIKE_SIMULATED_MODEL", "true");
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
