package dev.turnpike.bench.streams;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

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
    ResultSheet sheet = ResultSheet.of(folder, "streams", name, startedAt);
    sheet.json(this);
    String about =
        "%s, %s, commit `%s`%s, %s."
            .formatted(
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords());
    return sheet.page("Open streams: " + name, about, rows());
  }
}
