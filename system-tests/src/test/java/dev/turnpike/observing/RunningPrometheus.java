package dev.turnpike.observing;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus with the rules of infra/prometheus, which scrapes every second. */
final class RunningPrometheus implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String url;

  private RunningPrometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static RunningPrometheus start(Path program, Path folder, List<Endpoints.Node> services)
      throws IOException {
    Files.createDirectories(folder);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, config(services));
    String address = "127.0.0.1:" + FreePort.find();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    return new RunningPrometheus(process, "http://" + address);
  }

  private static String config(List<Endpoints.Node> services) {
    String jobs =
        services.stream()
            .map(
                node ->
                    "  - {job_name: %s, metrics_path: /metrics, static_configs: [{targets: [\"%s\"]}]}\n"
                        .formatted(
                            node.name().replaceFirst("-\\d+$", ""),
                            URI.create(node.url()).getAuthority()))
            .collect(Collectors.joining());
    return """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s/*.yml"]
        scrape_configs:
        %s"""
        .formatted(Rules.FOLDER.resolve("rules").toAbsolutePath().normalize(), jobs);
  }

  /** How often the service was scraped that was least. */
  int scrapes() {
    try {
      return numbers("min(count_over_time(up[5m]))").stream()
          .mapToInt(Double::intValue)
          .findFirst()
          .orElse(0);
    } catch (UncheckedIOException e) {
      return 0; // not up yet
    }
  }

  /** The values that an expression has now, those that are no numbers left out. */
  List<Double> numbers(String expression) {
    String query = expression.replace("$__rate_interval", "1m").replace("$instance", ".*");
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    if (!answer.path("status").asString().equals("success")) {
      throw new IllegalArgumentException(query + ": " + answer);
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode series : answer.at("/data/result")) {
      double value =
          Double.parseDouble(series.path("value").path(1).asString().replace("Inf", "Infinity"));
      if (!Double.isNaN(value)) {
        numbers.add(value);
      }
    }
    return numbers;
  }

  /** Rules that could not be evaluated, with their errors. */
  List<String> failedRules() {
    List<String> failed = new ArrayList<>();
    for (JsonNode group : get("/api/v1/rules").at("/data/groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (!rule.path("health").asString().equals("ok")) {
          failed.add(rule.path("name").asString() + ": " + rule.path("lastError").asString());
        }
      }
    }
    return failed;
  }

  private JsonNode get(String path) {
    return JSON.readTree(Traffic.get(http, URI.create(url + path)));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
