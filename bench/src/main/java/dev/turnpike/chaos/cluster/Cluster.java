package dev.turnpike.chaos.cluster;

import dev.turnpike.chaos.kernel.Host;
import dev.turnpike.chaos.kernel.Premises;
import dev.turnpike.chaos.kernel.SmallDisk;
import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.model.ModelCalls;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import dev.turnpike.embedded.model.Weather;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.local.services.ServiceKind;
import dev.turnpike.local.services.ServiceProcess;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A whole Turnpike on this machine: brokers and services in JVMs of their own, PostgreSQL in its
 * processes, registry and simulated model as servers of this JVM. Everything keeps its port and its
 * data while it comes and goes. Nothing outlives this JVM, however it ends.
 */
public final class Cluster implements AutoCloseable {
  private static final String BACKGROUND_HEAP = "160m";
  private static final Duration READY = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final ClusterPlan plan;
  private final Premises premises;
  private final Path folder;
  private final Chronicle chronicle;
  private final Brokers brokers;
  private final Database database;
  private final Server registry;
  private final String registryUrl;
  private final Server model;
  private final String modelUrl;
  private final Weather weather = new Weather();
  private final List<Node> ingress = new ArrayList<>();
  private final List<Node> workers = new ArrayList<>();
  private final List<Node> background = new ArrayList<>();

  private Cluster(
      ClusterPlan plan, Premises premises, Path folder, ModelCalls calls, Chronicle chronicle) {
    this.plan = plan;
    this.premises = premises;
    this.folder = folder;
    this.chronicle = chronicle;
    this.brokers = new Brokers(plan.brokers(), premises, folder, logs(), STOP_LIMIT, chronicle);
    String host = premises.gateway();
    this.database = new Database(folder.resolve("database"), host, FreePort.find(), chronicle);
    int registryPort = FreePort.find();
    this.registryUrl = "http://%s:%d".formatted(host, registryPort);
    Path journal = folder.resolve("registry").resolve("schemas.journal");
    this.registry =
        new Server(
            "registry", () -> EmbeddedRegistry.start(journal, host, registryPort), chronicle);
    int modelPort = FreePort.find();
    this.modelUrl = "http://%s:%d/v1".formatted(host, modelPort);
    SimulatedModelSettings settings =
        SimulatedModelSettings.instant().withHost(host).withPort(modelPort);
    this.model =
        new Server("model", () -> SimulatedModel.start(settings, calls, weather), chronicle);
  }

  /** Returns when every part takes requests. */
  public static Cluster start(
      ClusterPlan plan, Path folder, ModelCalls calls, Chronicle chronicle) {
    Premises premises = plan.whole() ? Premises.possible() : Premises.plain();
    Cluster cluster;
    try {
      cluster = new Cluster(plan, premises, folder, calls, chronicle);
    } catch (RuntimeException e) {
      premises.close();
      throw e;
    }
    try {
      cluster.start();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    }
  }

  private void start() throws IOException {
    Files.createDirectories(logs());
    Files.createDirectories(folder.resolve("registry"));
    brokers.nodes().forEach(Node::start);
    registry.up();
    model.up();
    database.up();
    brokers.nodes().forEach(node -> node.awaitReady(READY));
    provision();
    plan(settings());
    List<Node> first = new ArrayList<>(background);
    first.addAll(ingress);
    first.addAll(workers.subList(0, plan.workers()));
    first.forEach(Node::start);
    first.forEach(node -> node.awaitReady(READY));
  }

  /** Says what there will be, and starts nothing. */
  private void plan(Map<String, String> settings) {
    if (plan.whole()) {
      add(background, ServiceKind.TURN_ANALYTICS, 1, BACKGROUND_HEAP, settings);
      settings.put("TURN_ANALYTICS_URL", background.getFirst().url().toString());
    }
    add(ingress, ServiceKind.INGRESS_API, plan.ingress(), "160m", settings);
    add(
        workers,
        ServiceKind.AGENT_WORKERS,
        plan.workers() + plan.spareWorkers(),
        plan.workerHeap(),
        settings);
    add(background, ServiceKind.MEMORY_EXTRACTOR, 1, BACKGROUND_HEAP, settings);
    add(background, ServiceKind.JUDGE_WORKERS, 1, BACKGROUND_HEAP, settings);
  }

  private void provision() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
        SchemaRegistry client = SchemaRegistry.connect(RegistrySettings.of(registryUrl))) {
      new Provisioner(admin, client, plan.replication()).provision();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(database.settings());
    settings.put("KAFKA_BOOTSTRAP_SERVERS", brokers.bootstrapServers());
    settings.put("SCHEMA_REGISTRY_URL", registryUrl);
    settings.put(
        "TURNPIKE_TOKEN_SECRET", "a secret of nobody, for a cluster that lives for minutes");
    settings.put("OPENAI_BASE_URL", modelUrl);
    settings.put("OPENAI_API_KEY", "none-is-needed-here");
    settings.put("DEFAULT_LLM_MODEL", "sim");
    settings.put("MEMORY_MODEL", "sim-memory");
    settings.put("JUDGE_MODEL", "sim-judge");
    settings.put("TURNPIKE_SIMULATED_MODEL", "true");
    settings.put("TURNPIKE_ENVIRONMENT", "test");
    settings.put("TURNPIKE_INGRESS_MODELS", "sim*");
    settings.put("TURNPIKE_INGRESS_STREAMS_HEARTBEAT", "2s");
    // So little that even quick clients are sent to the log now and then.
    settings.put("TURNPIKE_INGRESS_STREAMS_BUFFER", "2KB");
    settings.put("TURNPIKE_INGRESS_LIMITS_FACTOR", "0"); // All clients are one address.
    // A model that hangs is given up while the run still lasts.
    settings.put("TURNPIKE_MODELS_FIRSTTOKENTIMEOUT", "8s");
    settings.put("TURNPIKE_MODELS_SILENCETIMEOUT", "8s");
    // Processes start while others are away or the machine is busy: waiting is cheaper than a new
    // JVM.
    settings.put("TURNPIKE_STARTUP_PATIENCE", "60s");
    settings.put("ANALYTICS_STATE_FOLDER", RunFiles.analytics(folder).toString());
    settings.put("ANALYTICS_STANDBY_REPLICAS", "0"); // there is one instance
    settings.put("TURNPIKE_AGENT_GRACE", plan.grace().toMillis() + "ms");
    settings.put(
        "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", plan.grace().plusSeconds(5).toMillis() + "ms");
    settings.putAll(plan.settings());
    return settings;
  }

  private void add(
      List<Node> nodes, ServiceKind kind, int count, String heap, Map<String, String> settings) {
    for (int number = 1; number <= count; number++) {
      int port = FreePort.find();
      String name = kind.serviceName() + "-" + number;
      Host host = premises.host(name);
      Map<String, String> own = new TreeMap<>(settings);
      own.put("SERVER_ADDRESS", host.address());
      JvmCommand command =
          new JvmCommand(
              name,
              ServiceProcess.class,
              List.of(kind.serviceName(), "" + number, "" + port, logs().toString()),
              heap,
              own,
              logs(),
              RunFiles.temporary(folder),
              host);
      nodes.add(new Node(command, port, STOP_LIMIT, chronicle));
    }
  }

  public List<Node> ingress() {
    return List.copyOf(ingress);
  }

  /** The spare ones included. */
  public List<Node> workers() {
    return List.copyOf(workers);
  }

  /** The memory extractor, the judge, and the analytics where there are any. */
  public List<Node> background() {
    return List.copyOf(background);
  }

  public List<Node> brokers() {
    return brokers.nodes();
  }

  public Optional<Node> analytics() {
    return background.stream()
        .filter(node -> node.name().startsWith(ServiceKind.TURN_ANALYTICS.serviceName()))
        .findFirst();
  }

  /** Under the log of one broker, where there is one. */
  public Optional<SmallDisk> disk() {
    return brokers.disk();
  }

  /** What this machine lets it have. */
  public Premises premises() {
    return premises;
  }

  public Weather weather() {
    return weather;
  }

  public Chronicle chronicle() {
    return chronicle;
  }

  public Database database() {
    return database;
  }

  public Part registry() {
    return registry;
  }

  public Part model() {
    return model;
  }

  public Access access() {
    return new Access(brokers.bootstrapServers(), registryUrl, database);
  }

  public RunFiles files() {
    return new RunFiles(
        folder, nodes().stream().flatMap(node -> node.incarnations().stream()).toList());
  }

  /** Everything that a cluster needs is started, if it is not running, and returns when it is. */
  public void mend() {
    List<Node> nodes = nodes();
    nodes.forEach(Node::thaw);
    brokers.nodes().forEach(Node::start);
    database.up();
    registry.up();
    model.up();
    brokers.nodes().forEach(node -> node.awaitReady(READY));
    List<Node> needed =
        nodes.stream().filter(node -> !workers.contains(node) || node.isWanted()).toList();
    List<Node> all = new ArrayList<>(needed);
    if (workers.stream().noneMatch(Node::isWanted)) {
      all.add(workers.getFirst());
    }
    all.forEach(Node::start);
    all.forEach(node -> node.awaitReady(READY));
  }

  private Path logs() {
    return folder.resolve("logs");
  }

  private List<Node> nodes() {
    return Stream.of(brokers.nodes(), ingress, workers, background).flatMap(List::stream).toList();
  }

  /** Kills what is left of it; the data stays, but for a broker's on a small disk. */
  @Override
  public void close() {
    nodes().reversed().forEach(Node::close);
    model.close();
    registry.close();
    database.close();
    premises.close();
  }
}
