package dev.turnpike.bench.streams;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What open streams cost the ingress.
 *
 * @param open streams that were, at the end
 * @param megabytesBefore resident set of the ingress' JVM when it had served a few
 * @param megabytesAfter with all of them open
 */
record StreamsResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    String system,
    int asked,
    int open,
    double megabytesBefore,
    double megabytesAfter) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  double extraMegabytes() {
    return Rounded.to(1, megabytesAfter - megabytesBefore);
  }

  /** Kilobytes of each. */
  double perStream() {
    return open == 0 ? 0 : Rounded.to(1, 1024 * extraMegabytes() / open);
  }

  List<String> rows() {
    return List.of(
        "| open streams, of those asked for | %d of %d |".formatted(open, asked),
        "|---|---:|",
        "| resident set of the ingress before, MB | %.1f |".formatted(megabytesBefore),
        "| … with all of them open | %.1f |".formatted(megabytesAfter),
        "| **extra, MB** | **%.1f** |".formatted(extraMegabytes()),
        "| … for each, KB | %.1f |".formatted(perStream()));
  }

  /** Writes figures and table, and returns the table's path. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String stem = LocalDate.ofInstant(startedAt, ZoneOffset.UTC) + "-" + name + "-streams";
    Files.writeString(folder.resolve(stem + ".json"), JSON.writeValueAsString(this) + "\n");
    Path table = folder.resolve(stem + ".md");
    String head =
        "# Open streams: %s\n\n%s, %s, commit `%s`%s, %s.\n\n"
            .formatted(
                name,
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords());
    Files.writeString(table, head + String.join("\n", rows()) + "\n");
    return table;
  }
}
