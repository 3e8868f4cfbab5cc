package dev.turnpike.operations.cli;

import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.operations.tail.TopicTail;
import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what goes through a topic. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Prints the committed records of a topic, decoded, one JSON object a line.",
    footer = {
      "",
      "With KAFKA_BOOTSTRAP_SERVERS and SCHEMA_REGISTRY_URL set (and no --data) it looks there."
    })
public final class TailCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "TOPIC", description = "For instance chat.requests or turns.completed.")
  private String topic = "";

  @Option(names = "--from-beginning", description = "Start at the oldest record instead of now.")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Stop after N records.")
  private @Nullable Long max;

  @Override
  public Integer call() {
    if (max != null && max < 1) {
      throw new ParameterException(
          spec.commandLine(), "--max must be a number from 1, not " + max + ".");
    }
    Surroundings surroundings = Surroundings.ofThisProcess();
    Source source = source(surroundings);
    KafkaAddress kafka = new KafkaAddress(source.kafka(), surroundings);
    // JSON is UTF-8 whatever the terminal's locale; no automatic flush, so that pipes are quick.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    try (SchemaRegistry registry = SchemaRegistry.connect(kafka.registry(source.registry()))) {
      new TopicTail(kafka, registry)
          .follow(
              topic,
              fromBeginning,
              max == null ? Long.MAX_VALUE : max,
              line -> {
                out.print(line + "\n");
                return !out.checkError();
              });
      return 0;
    } catch (RegistryUnavailableException e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private record Source(String kafka, String registry) {}

  private Source source(Surroundings surroundings) {
    if (!data.given()
        && surroundings.get("KAFKA_BOOTSTRAP_SERVERS").isPresent()
        && surroundings.get("SCHEMA_REGISTRY_URL").isPresent()) {
      return new Source(
          surroundings.get("KAFKA_BOOTSTRAP_SERVERS").get(),
          surroundings.get("SCHEMA_REGISTRY_URL").get());
    }
    Endpoints endpoints = data.endpoints();
    return new Source(endpoints.bootstrapServers(), endpoints.schemaRegistryUrl());
  }
}
