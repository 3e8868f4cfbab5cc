package dev.turnpike.local.cli;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import dev.turnpike.local.LocalSystem;
import dev.turnpike.local.RunOptions;
import dev.turnpike.local.StopSequence;
import dev.turnpike.local.StopSequence.Rank;
import dev.turnpike.local.folder.LogFiles;
import dev.turnpike.local.folder.RunFolder;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.ServiceEnvironment;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Steps;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The system whose agent is asked: one of its own, which is there for the one evaluation and has
 * neither memory nor judges, or one that runs.
 *
 * @param description in words, for the result
 * @param urls its ingress nodes
 * @param judging where the judges' models are, under the names of the services' variables
 */
record EvaluatedSystem(
    String description, List<URI> urls, Map<String, String> judging, StopSequence stop)
    implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Nobody else uses it; and which models there are is decided by the catalogue alone. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "TURNPIKE_ENVIRONMENT", "development",
          "TURNPIKE_OIDC_ISSUER", "",
          "TURNPIKE_INGRESS_EVALUATION_ENABLED", "true",
          "TURNPIKE_INGRESS_LIMITS_FACTOR", "0",
          "TURNPIKE_INGRESS_MODELS", "*");

  EvaluatedSystem {
    urls = List.copyOf(urls);
    judging = Map.copyOf(judging);
  }

  static EvaluatedSystem own(Console console) throws Exception {
    Surroundings surroundings = Surroundings.ofThisProcess().withoutParts();
    RunFolder folder = RunFolder.openEphemeral();
    LogFiles.open(folder.logs(), "turnpike");
    StopSequence stop = stopped();
    RunOptions options =
        new RunOptions(
            FreePort.find(), folder.path(), true, false, 1, 1, true, PartitionCounts.DEFAULT);
    try (Steps steps = new Steps(console)) {
      Endpoints endpoints =
          new LocalSystem(options, folder, surroundings, steps, stop, SETTINGS).start();
      return new EvaluatedSystem(
          "an own system, all services in one JVM",
          List.of(URI.create(endpoints.url())),
          ServiceEnvironment.of(endpoints, surroundings),
          stop);
    } catch (Exception e) {
      stop.stop();
      throw e;
    }
  }

  static EvaluatedSystem running(Endpoints endpoints) {
    return new EvaluatedSystem(
        "a running system",
        List.of(URI.create(endpoints.url())),
        ServiceEnvironment.of(endpoints, Surroundings.ofThisProcess()),
        stopped());
  }

  /** Who judges is then said by the variables of this process, or the simulated model does. */
  static EvaluatedSystem at(List<URI> urls) {
    StopSequence stop = stopped();
    boolean provider = Surroundings.ofThisProcess().hasModelProvider();
    return new EvaluatedSystem(
        "a system at " + String.join(", ", urls.stream().map(URI::toString).toList()),
        urls,
        provider ? Map.of() : simulated(stop),
        stop);
  }

  private static Map<String, String> simulated(StopSequence stop) {
    SimulatedModel model =
        stop.add(
            Rank.MODEL, "simulated model", SimulatedModel.start(SimulatedModelSettings.instant()));
    return Map.of(
        "OPENAI_BASE_URL", model.baseUrl(),
        "OPENAI_API_KEY", "none",
        "DEFAULT_LLM_MODEL", "sim",
        "TURNPIKE_SIMULATED_MODEL", "true");
  }

  /** Also when the command is interrupted: nothing of the system stays behind. */
  private static StopSequence stopped() {
    StopSequence stop = new StopSequence(STOP_LIMIT);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::stop));
    return stop;
  }

  @Override
  public void close() {
    stop.stop();
  }
}
