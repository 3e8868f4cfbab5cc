package dev.turnpike.operations.cli;

import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.Provisioning;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Refusal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prepares a Kafka and a registry that somebody else runs. */
@Command(
    name = "provision",
    mixinStandardHelpOptions = true,
    description =
        "Creates topics and registers schemas on a Kafka and schema registry of yours. Running it again changes nothing.",
    footer = {
      "",
      "Addresses and credentials come from the environment: KAFKA_BOOTSTRAP_SERVERS,",
      "SCHEMA_REGISTRY_URL, SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO, SCHEMA_REGISTRY_BEARER_TOKEN,",
      "and TURNPIKE_KAFKA_PROPERTIES_* for client properties (…_SECURITY_PROTOCOL=SASL_SSL)."
    })
public final class ProvisionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Copies of each partition (default: 3, or the number of brokers if smaller).")
  private @Nullable Integer replication;

  @Option(
      names = "--check",
      description = "Only say what is missing; exit status 1 if something is.")
  private boolean check;

  @Override
  public Integer call() {
    if (replication != null && replication < 1) {
      throw new ParameterException(
          spec.commandLine(), "--replication must be a number from 1, not " + replication + ".");
    }
    Surroundings surroundings = Surroundings.ofThisProcess();
    Provisioning provisioning =
        new Provisioning(
            new KafkaAddress(required(surroundings, "KAFKA_BOOTSTRAP_SERVERS"), surroundings),
            required(surroundings, "SCHEMA_REGISTRY_URL"),
            replication);
    return check ? report(provisioning.missing()) : told(provisioning.apply());
  }

  private int told(List<String> done) {
    PrintWriter out = spec.commandLine().getOut();
    done.forEach(out::println);
    out.println(
        done.isEmpty() ? "Everything is there already." : "Done, " + done.size() + " changes.");
    return 0;
  }

  private int report(List<String> missing) {
    PrintWriter out = spec.commandLine().getOut();
    missing.forEach(out::println);
    if (missing.isEmpty()) {
      out.println("Everything is there.");
    }
    return missing.isEmpty() ? 0 : CommandLines.REFUSED;
  }

  private static String required(Surroundings surroundings, String name) {
    return surroundings
        .get(name)
        .orElseThrow(
            () ->
                new Refusal(
                    name
                        + " is not set: it says where to provision. (./turnpike up provisions its own parts by itself.)"));
  }
}
