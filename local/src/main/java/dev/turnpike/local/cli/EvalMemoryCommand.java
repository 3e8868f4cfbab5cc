package dev.turnpike.local.cli;

import dev.turnpike.embedded.FolderTree;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.memory.eval.EvaluationOptions;
import dev.turnpike.memory.eval.EvaluationRefusal;
import dev.turnpike.memory.eval.MemoryEvaluation;
import dev.turnpike.memory.eval.Report;
import dev.turnpike.memory.eval.ReportFiles;
import dev.turnpike.memory.eval.ReportTable;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.CommandLines;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays scripted dialogues to the memory, with a database of its own. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description =
        "Plays scripted dialogues to the memory and marks what it then knows. Exit status 1 when a gate fails.",
    footer = {
      "",
      "Without OPENAI_API_KEY or OPENAI_BASE_URL the simulated model answers. docs/memory.md says",
      "what the numbers mean."
    })
final class EvalMemoryCommand implements Callable<Integer> {

  private static final String PERFECT = "perfect";
  private static final String SIMULATED = "sim";
  private static final String DATABASE = "evaluation";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Who answers (default: MEMORY_MODEL or DEFAULT_LLM_MODEL); 'perfect' plays the dialogues' own answers, which measures everything but a model's wit.")
  private @Nullable String model;

  @Option(
      names = "--extractor",
      paramLabel = "VERSION",
      description = "Prompts to learn with: a name such as 1, or a folder.")
  private @Nullable String extractor;

  @Option(
      names = "--dialogues",
      paramLabel = "FILE",
      description = "Other dialogues than those that come with the sources, as YAML.")
  private @Nullable Path dialogues;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the results are written (default: bench/results beside this script).")
  private @Nullable Path results;

  @Override
  public Integer call() throws Exception {
    Console console = Console.standard();
    Bar bar = new Bar(console);
    Surroundings surroundings = Surroundings.ofThisProcess();
    Path folder = Files.createTempDirectory("turnpike-eval-");
    boolean simulated = !PERFECT.equals(model) && !hasProvider(surroundings);
    bar.say(simulated ? "The built-in simulated model answers." : "Starting a database.");
    try (EmbeddedDatabase database =
            EmbeddedDatabase.start(
                DatabaseOptions.ephemeral(
                    folder.resolve("database"),
                    PgvectorFiles.prepared(line -> bar.say("  " + line))));
        SimulatedModel simulation =
            simulated ? SimulatedModel.start(SimulatedModelSettings.instant()) : null) {
      database.createDatabase(DATABASE);
      EvaluationOptions options =
          new EvaluationOptions(
              database.jdbcUrl(DATABASE),
              database.user(),
              database.password(),
              environment(surroundings, simulation),
              PERFECT.equals(model),
              dialogues);
      Report report =
          MemoryEvaluation.run(
              options,
              (category, done, all, round) ->
                  bar.at(done, all, round == 1 ? category : category + ", once more"));
      return told(report, bar);
    } catch (EvaluationRefusal e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    } finally {
      FolderTree.delete(folder);
    }
  }

  private static boolean hasProvider(Surroundings surroundings) {
    return surroundings.get("OPENAI_API_KEY").isPresent()
        || surroundings.get("OPENAI_BASE_URL").isPresent();
  }

  private Map<String, String> environment(
      Surroundings surroundings, @Nullable SimulatedModel simulation) {
    Map<String, String> environment = new HashMap<>();
    if (simulation != null) {
      environment.put("OPENAI_BASE_URL", simulation.baseUrl());
      environment.put("OPENAI_API_KEY", "none");
      environment.put("DEFAULT_LLM_MODEL", SIMULATED);
      environment.put("TURNPIKE_SIMULATED_MODEL", "true");
    }
    if (model != null) {
      environment.put("MEMORY_MODEL", model);
      if (surroundings.get("DEFAULT_LLM_MODEL").isEmpty()) {
        environment.putIfAbsent("DEFAULT_LLM_MODEL", model);
      }
    }
    if (extractor != null) {
      environment.put("MEMORY_EXTRACTOR", extractor);
    }
    return environment;
  }

  private int told(Report report, Bar bar) throws Exception {
    bar.say("");
    ReportTable.lines(report).forEach(bar::say);
    Path home = Path.of(System.getProperty("turnpike.home", ""));
    Checkout checkout = Checkout.read(home.toAbsolutePath());
    ReportFiles files =
        ReportFiles.write(
            results == null ? home.resolve("bench").resolve("results") : results,
            report,
            Instant.now(),
            checkout.commit(),
            checkout.dirty());
    bar.say("");
    bar.say("Written to %s and %s.".formatted(files.json(), files.table().getFileName()));
    return report.passed() ? 0 : CommandLines.REFUSED;
  }
}
