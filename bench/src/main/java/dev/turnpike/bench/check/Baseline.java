package dev.turnpike.bench.check;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What new results are compared with: ratios only, and how they were measured.
 *
 * @param format of this record; it changes when a ratio changes its meaning
 * @param source the result it is from, by name
 */
record Baseline(
    int format,
    String source,
    Instant takenAt,
    Checkout checkout,
    Machine machine,
    Settings settings,
    Map<Metric, Figure> figures) {

  static final int FORMAT = 1;

  /** How it is measured as long as there is none. */
  static final Settings FIRST =
      new Settings(
          List.of(50), 48, 0, 6, 60, "sim:ttft=200,gap=20,tokens=50,text=lorem", 8, 8, false, 30);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  Baseline {
    figures = new EnumMap<>(figures);
  }

  /** The only place where it is. */
  static Path file(Path home) {
    return home.resolve("bench").resolve("baseline.json");
  }

  static Baseline of(Measured measured) {
    return new Baseline(
        FORMAT,
        measured.name(),
        measured.startedAt(),
        measured.checkout(),
        measured.machine(),
        measured.settings().at(measured.level().concurrency()),
        figures(measured.level()));
  }

  static Map<Metric, Figure> figures(LevelResult level) {
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      figures.put(metric, Figure.of(metric, level));
    }
    return figures;
  }

  /** Empty if there is none yet. */
  static Optional<Baseline> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Baseline baseline = JSON.readValue(Files.readString(file), Baseline.class);
      if (baseline.format != FORMAT) {
        throw new BenchRefusal(
            "%s has format %d, and this is %d: take a new one with --accept."
                .formatted(file, baseline.format, FORMAT));
      }
      return Optional.of(baseline);
    } catch (JacksonException e) {
      throw new BenchRefusal("%s is no baseline: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  int concurrency() {
    return settings.concurrency().getFirst();
  }
}
