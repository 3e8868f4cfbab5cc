package dev.turnpike.local;

import dev.turnpike.local.StopSequence.Rank;
import dev.turnpike.local.folder.Ports;
import dev.turnpike.local.folder.RunFolder;
import dev.turnpike.local.folder.TokenSecret;
import dev.turnpike.local.services.ServiceContext;
import dev.turnpike.local.services.ServiceHandle;
import dev.turnpike.local.services.ServiceKind;
import dev.turnpike.local.services.ServicePlan;
import dev.turnpike.local.services.ServiceSupervisor;
import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.Provisioning;
import dev.turnpike.operations.ProvisioningScope;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Steps;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Change;
import dev.turnpike.schemas.provisioning.Plan;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All of Turnpike, started on this machine. It only wires: the parts are {@code embedded}'s and the
 * services'. Whatever was started is handed to the {@link StopSequence} at once, so that a start
 * that fails or is interrupted in the middle leaves nothing behind.
 */
public final class LocalSystem {

  private final RunOptions options;
  private final RunFolder folder;
  private final Surroundings surroundings;
  private final Steps steps;
  private final StopSequence stop;
  private final Ports ports;
  private final Map<String, String> more;

  /** Takes the folder over: the stop sequence closes it last. */
  public LocalSystem(
      RunOptions options,
      RunFolder folder,
      Surroundings surroundings,
      Steps steps,
      StopSequence stop) {
    this(options, folder, surroundings, steps, stop, Map.of());
  }

  /**
   * Takes the folder over: the stop sequence closes it last.
   *
   * @param more settings of the services, under the names of their environment variables
   */
  public LocalSystem(
      RunOptions options,
      RunFolder folder,
      Surroundings surroundings,
      Steps steps,
      StopSequence stop,
      Map<String, String> more) {
    this.options = options;
    this.folder = stop.add(Rank.FOLDER, "data folder", folder);
    this.surroundings = surroundings;
    this.steps = steps;
    this.stop = stop;
    this.ports = Ports.of(folder.path());
    this.more = Map.copyOf(more);
  }

  /** Returns when everything answers, with where it is. */
  public Endpoints start() throws Exception {
    for (int number = 1; number <= options.ingress(); number++) {
      PortCheck.requireFree(options.port() + number - 1);
    }
    Infrastructure infrastructure =
        new InfrastructureStart(folder, ports, surroundings, steps, stop).start();
    provision(infrastructure);
    List<ServiceHandle> services = startServices(infrastructure);
    Endpoints endpoints = endpoints(infrastructure, services);
    stop.add(Rank.ANNOUNCEMENT, "endpoints", () -> Endpoints.remove(folder.path()));
    endpoints.write(folder.path());
    return endpoints;
  }

  private void provision(Infrastructure infrastructure) throws Exception {
    Provisioning provisioning =
        new Provisioning(
            new KafkaAddress(infrastructure.kafka(), surroundings),
            infrastructure.registry(),
            ProvisioningScope.local(options.partitions()));
    Plan plan =
        steps.run(
            "topics and schemas",
            () -> provisioning.with(LocalSystem::provision),
            LocalSystem::summary);
    plan.told().forEach(change -> steps.say("  " + Plan.line(change)));
  }

  private static Plan provision(Provisioner provisioner) {
    Plan plan = provisioner.plan();
    Provisioner.apply(plan, _ -> {});
    return plan;
  }

  private static String summary(Plan done) {
    long changes = done.count(Change.Sign.ADD) + done.count(Change.Sign.CORRECT);
    return changes == 0
        ? "%d topics, as they should be".formatted(Topics.ALL.size())
        : "%d topics, %d changes made".formatted(Topics.ALL.size(), changes);
  }

  private List<ServiceHandle> startServices(Infrastructure infrastructure) throws Exception {
    Map<String, String> settings =
        infrastructure.settings(
            surroundings,
            surroundings.get("TURNPIKE_TOKEN_SECRET").orElse(TokenSecret.in(folder.path())));
    settings.put("ANALYTICS_STATE_FOLDER", folder.analytics().toString());
    settings.put("ANALYTICS_STANDBY_REPLICAS", "0"); // there is one instance
    if (!options.chatOnly()) {
      int port = ports.of(ServiceKind.TURN_ANALYTICS.serviceName() + "-1");
      settings.put("TURN_ANALYTICS_URL", "http://127.0.0.1:" + port);
    }
    settings.putAll(more);
    try (Parallel parallel = new Parallel()) {
      List<Parallel.Result<ServiceHandle>> starting = new ArrayList<>();
      for (ServicePlan plan : plans(settings)) {
        starting.add(parallel.start(() -> start(plan)));
      }
      parallel.awaitAll();
      return starting.stream().map(Parallel.Result::get).toList();
    }
  }

  List<ServicePlan> plans(Map<String, String> settings) {
    List<ServicePlan> plans = new ArrayList<>();
    for (ServiceKind kind : ServiceKind.values()) {
      int count =
          switch (kind) {
            case INGRESS_API -> options.ingress();
            case AGENT_WORKERS -> options.workers();
            case MEMORY_EXTRACTOR, JUDGE_WORKERS, TURN_ANALYTICS -> options.chatOnly() ? 0 : 1;
          };
      for (int number = 1; number <= count; number++) {
        int port =
            kind == ServiceKind.INGRESS_API
                ? options.port() + number - 1
                : ports.of(kind.serviceName() + "-" + number);
        plans.add(new ServicePlan(kind, number, port, settings));
      }
    }
    return plans;
  }

  private ServiceHandle start(ServicePlan plan) throws Exception {
    Rank rank = plan.kind() == ServiceKind.INGRESS_API ? Rank.INGRESS : Rank.SERVICES;
    String name = options.processes() ? plan.name() : plan.kind().serviceName();
    return steps.run(
        name,
        () ->
            stop.<ServiceHandle>add(
                rank,
                name,
                options.processes()
                    ? ServiceSupervisor.start(plan, folder, line -> steps.say("  " + line))
                    : ServiceContext.start(plan)),
        service ->
            options.processes()
                ? "%s, process %d".formatted(plan.url(), service.pid())
                : plan.url());
  }

  private Endpoints endpoints(Infrastructure infrastructure, List<ServiceHandle> services) {
    return new Endpoints(
        ProcessHandle.current().pid(),
        Instant.now(),
        "http://localhost:" + options.port(),
        infrastructure.kafka(),
        infrastructure.registry(),
        infrastructure.database(),
        infrastructure.model(),
        services.stream()
            .map(each -> new Endpoints.Node(each.plan().name(), each.plan().url(), each.pid()))
            .toList());
  }
}
