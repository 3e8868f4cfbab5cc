package dev.turnpike.operations.cli;

import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.doctor.CheckUp;
import dev.turnpike.operations.doctor.Finding;
import dev.turnpike.operations.doctor.Report;
import dev.turnpike.operations.doctor.ServiceName;
import dev.turnpike.operations.running.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a deployment and says what is wrong with it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks settings and everything that the services stand on, and says in words what is"
            + " wrong. Changes nothing. Exit status 1 when there is a problem.",
    footer = {
      "",
      "It reads the services' environment variables: run it where they run, with the same",
      "variables and files. When none of KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL and",
      "DATABASE_URL is set it looks at what ./turnpike up runs in the data folder."
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final List<String> PARTS =
      List.of("KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL", "DATABASE_URL");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "SERVICE",
      arity = "0..*",
      description = "The services whose settings count; all by default.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = "--health",
      paramLabel = "URL",
      description = "A running service whose health is asked for; may be given several times.")
  private List<String> addresses = new ArrayList<>();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long it may take altogether (default: 30).")
  private int timeout = 30;

  @Override
  public Integer call() {
    if (timeout < 1) {
      throw new ParameterException(
          spec.commandLine(), "--timeout must be a number from 1, not " + timeout + ".");
    }
    Surroundings surroundings = Surroundings.ofThisProcess();
    boolean elsewhere =
        !data.given() && PARTS.stream().anyMatch(name -> surroundings.get(name).isPresent());
    Optional<Endpoints> running = elsewhere ? Optional.empty() : Endpoints.read(data.folder());
    @Nullable Path folder = elsewhere ? null : data.folder();
    try {
      Report report =
          new CheckUp(
                  chosen(),
                  running.map(each -> variables(each, surroundings)).orElse(Map.of()),
                  addresses(running),
                  folder,
                  running.isPresent(),
                  Duration.ofSeconds(timeout))
              .run();
      if (json) {
        print(report);
      } else {
        tell(report, folder != null && running.isEmpty());
      }
      return report.healthy() ? 0 : CommandLines.REFUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }

  private Set<ServiceName> chosen() {
    Set<ServiceName> chosen = EnumSet.noneOf(ServiceName.class);
    for (String name : services) {
      chosen.add(
          ServiceName.named(name)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "There is no service '%s': name some of %s."
                              .formatted(name, ServiceName.names()))));
    }
    return chosen.isEmpty() ? EnumSet.allOf(ServiceName.class) : chosen;
  }

  private static Map<String, String> variables(Endpoints running, Surroundings surroundings) {
    Map<String, String> variables = new TreeMap<>(ServiceEnvironment.of(running, surroundings));
    // The running system has a secret of its own, which is nobody's business here.
    variables.putIfAbsent("TURNPIKE_TOKEN_SECRET", "0123456789abcdef0123456789abcdef");
    return variables;
  }

  private List<String> addresses(Optional<Endpoints> running) {
    Set<String> all = new LinkedHashSet<>(addresses);
    running.ifPresent(each -> each.services().forEach(node -> all.add(node.url())));
    return List.copyOf(all);
  }

  private void tell(Report report, boolean nothingRuns) {
    Console console = Console.standard();
    for (Report.Part part : report.parts()) {
      if (!part.findings().isEmpty()) {
        console.out().println(console.bold(part.name()));
        part.findings()
            .forEach(
                each -> console.out().println("  " + mark(console, each) + " " + each.sentence()));
      }
    }
    if (nothingRuns) {
      console
          .out()
          .println(
              "Nothing runs on %s; ./turnpike up%s starts it."
                  .formatted(data.folder(), DataOption.argument(data.folder())));
    }
    console.out().println(report.summary());
  }

  private static String mark(Console console, Finding finding) {
    return switch (finding.level()) {
      case GOOD -> console.tick();
      case WARNING -> "!";
      case PROBLEM -> console.cross();
    };
  }

  private static void print(Report report) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Console.standard()
        .out()
        .println(
            mapper.writeValueAsString(
                Map.of(
                    "healthy",
                    report.healthy(),
                    "summary",
                    report.summary(),
                    "parts",
                    report.parts())));
  }
}
