package dev.turnpike.operations.cli;

import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.Provisioning;
import dev.turnpike.operations.ProvisioningScope;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.database.OwnerDatabase;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.Plan;
import dev.turnpike.schemas.provisioning.Principals;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prepares a Kafka, a registry and a database that somebody else runs. */
@Command(
    name = "provision",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes what the services find when they start: topics, rights, schemas, tables.",
      "",
      "First it says what is different from what this version needs, line by line: + is missing, ~"
          + " is wrong, ! is for you to decide, x must be put right first. Then, unless there is an"
          + " x, it makes what is + and ~. It may be run again at any time, by several at once, and"
          + " after a run that died. It deletes nothing and adds no partitions."
    },
    footer = {
      "",
      "Addresses and credentials come from the environment: KAFKA_BOOTSTRAP_SERVERS,"
          + " SCHEMA_REGISTRY_URL, SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO,"
          + " SCHEMA_REGISTRY_BEARER_TOKEN, TURNPIKE_KAFKA_PROPERTIES_* for client properties"
          + " (…_SECURITY_PROTOCOL=SASL_SSL); DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD of"
          + " the role that owns the tables. Without DATABASE_URL no database is looked at.",
      "",
      "Exit status: 0 done, or nothing to do; 1 refused; 3 with --dry-run: something is to be"
          + " done.",
      "More: docs/operations/provisioning.md"
    })
public final class ProvisionCommand implements Callable<Integer> {

  /** Exit status of a dry run that found something to do. */
  static final int DIFFERENT = 3;

  /** Where one copy too few is not a matter of taste. */
  private static final Set<String> CAREFUL = Set.of("staging", "production");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--dry-run", description = "Only say what is different; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--check",
      description =
          "Only say what is missing that services refuse to start without; exit status 1 if"
              + " something is.")
  private boolean check;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description =
          "Copies of each partition (default: 3, or the number of brokers if smaller, which where TURNPIKE_ENVIRONMENT is staging or production must be said).")
  private @Nullable Integer replication;

  @Option(
      names = "--new-registry",
      description =
          "Register schemas in a registry that knows none, though topics have records: those can't be read any more.")
  private boolean newRegistry;

  @Option(
      names = "--partitions",
      paramLabel = "TOPIC=N",
      description = "Make a topic with other than its usual number of partitions. Repeatable.")
  private Map<String, Integer> partitions = Map.of();

  @Option(
      names = "--acls",
      paramLabel = "PATTERN",
      description =
          "Give each service's principal what it needs on Kafka. %%s stands for the service:"
              + " User:%%s, or User:CN=%%s,O=Example with mutual TLS.")
  private @Nullable String acls;

  @Option(
      names = "--principal",
      paramLabel = "SERVICE=PRINCIPAL",
      description = "With --acls: the principal of one service. Repeatable.")
  private Map<String, String> named = Map.of();

  @Option(
      names = "--grant",
      paramLabel = "ROLE",
      description =
          "Let this database role read and write the rows of all services' tables, and no more.")
  private @Nullable String grant;

  @Override
  public Integer call() {
    Surroundings surroundings = Surroundings.ofThisProcess();
    ProvisioningScope scope = scope(surroundings);
    Provisioning provisioning =
        new Provisioning(
            new KafkaAddress(required(surroundings, "KAFKA_BOOTSTRAP_SERVERS"), surroundings),
            required(surroundings, "SCHEMA_REGISTRY_URL"),
            scope);
    return check ? report(provisioning.missing()) : provisioning.with(this::provision);
  }

  private ProvisioningScope scope(Surroundings surroundings) {
    if (replication != null && replication < 1) {
      throw wrong("--replication must be a number from 1, not " + replication + ".");
    }
    if (acls == null && !named.isEmpty()) {
      throw wrong("--principal goes with --acls, which says whom the other services are.");
    }
    Optional<OwnerDatabase> database = database(surroundings);
    if (grant != null && database.isEmpty()) {
      throw wrong("--grant needs DATABASE_URL, where the role is.");
    }
    try {
      return new ProvisioningScope(
          replication,
          !CAREFUL.contains(surroundings.get("TURNPIKE_ENVIRONMENT").orElse("")),
          new PartitionCounts(partitions),
          true,
          newRegistry,
          Optional.ofNullable(acls).map(pattern -> new Principals(pattern, named)),
          database,
          Optional.ofNullable(grant));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int provision(Provisioner provisioner) {
    PrintWriter out = spec.commandLine().getOut();
    Plan plan = provisioner.plan();
    plan.lines().forEach(out::println);
    if (plan.verdict() == Plan.Verdict.NOTHING) {
      out.println("Everything is there already" + noted(plan) + ".");
      return 0;
    }
    out.println(plan.summary());
    if (plan.verdict() == Plan.Verdict.REFUSED) {
      return CommandLines.REFUSED;
    }
    if (dryRun) {
      out.println("Nothing was changed.");
      return DIFFERENT;
    }
    out.flush();
    apply(plan, out);
    return 0;
  }

  private static String noted(Plan plan) {
    return plan.lines().isEmpty() ? "" : ", but look at what is marked with !";
  }

  private static void apply(Plan plan, PrintWriter out) {
    AtomicInteger done = new AtomicInteger();
    boolean finished = false;
    try {
      Provisioner.apply(plan, _ -> done.incrementAndGet());
      finished = true;
    } finally {
      out.println(
          finished
              ? "Done, " + done.get() + " changes."
              : "Broken off after " + done.get() + " changes; the next run makes the rest.");
      out.flush();
    }
  }

  private int report(List<String> missing) {
    PrintWriter out = spec.commandLine().getOut();
    missing.forEach(out::println);
    if (missing.isEmpty()) {
      out.println("Everything is there.");
    }
    return missing.isEmpty() ? 0 : CommandLines.REFUSED;
  }

  private static Optional<OwnerDatabase> database(Surroundings surroundings) {
    return surroundings
        .database()
        .map(
            url ->
                new OwnerDatabase(
                    url,
                    surroundings.get("DATABASE_USER").orElse(""),
                    surroundings.get("DATABASE_PASSWORD").orElse("")));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static String required(Surroundings surroundings, String name) {
    return surroundings
        .get(name)
        .orElseThrow(
            () ->
                new Refusal(
                    name
                        + " is not set: it says where to provision. (./turnpike up provisions its"
                        + " own parts by itself.)"));
  }
}
