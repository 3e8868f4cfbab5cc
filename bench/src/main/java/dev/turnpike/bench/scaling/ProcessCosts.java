package dev.turnpike.bench.scaling;

import dev.turnpike.bench.system.BenchRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processor time of each process, from a result of {@code ./turnpike bench --own --processes
 * --chat-only}, at its highest concurrency.
 */
final class ProcessCosts {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TOKENS = Pattern.compile("tokens=(\\d+)");

  private final Path file;
  private final JsonNode groups;
  private final double tokensPerTurn;

  private ProcessCosts(Path file, JsonNode groups, double tokensPerTurn) {
    this.file = file;
    this.groups = groups;
    this.tokensPerTurn = tokensPerTurn;
  }

  static Costs read(Path file, Costs others) throws IOException {
    var result = JSON.readTree(Files.readString(file));
    var levels = result.path("levels");
    var tokens = TOKENS.matcher(result.at("/settings/model").asString(""));
    if (levels.isEmpty() || !tokens.find()) {
      throw new BenchRefusal("%s is no result of ./turnpike bench.".formatted(file));
    }
    var groups = levels.get(levels.size() - 1).at("/cpu/byGroupPer1000Tokens");
    return new ProcessCosts(file, groups, Double.parseDouble(tokens.group(1))).in(others);
  }

  private Costs in(Costs others) {
    double database = millis("database") * tokensPerTurn / 1_000;
    return others.withProcessors(
        figure(others.ingress(), millis("ingress-api")),
        figure(others.worker(), millis("agent-workers")),
        figure(others.broker(), millis("broker")),
        figure(others.database(), database));
  }

  private Figure figure(Figure old, double value) {
    var name = String.valueOf(file.getFileName()).replace(".json", "");
    return new Figure(old.name(), value, old.unit(), name);
  }

  /** Of all processes of a kind. */
  private double millis(String kind) {
    double sum =
        groups
            .propertyStream()
            .filter(group -> group.getKey().startsWith(kind))
            .mapToDouble(group -> group.getValue().asDouble())
            .sum();
    if (sum <= 0) {
      throw new BenchRefusal(
          "%s does not tell the processor time of %s: make it with ./turnpike bench --own --processes --chat-only."
              .formatted(file, kind));
    }
    return sum;
  }
}
