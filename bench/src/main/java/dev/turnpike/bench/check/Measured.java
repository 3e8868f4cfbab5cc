package dev.turnpike.bench.check;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.Result;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one level of a result that is checked, and where it comes from. */
record Measured(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    Settings settings,
    LevelResult level) {

  /** Results of earlier versions say less; what they don't say is 0. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  /** Reads a result of {@code ./turnpike bench} and takes what it says of so many streams. */
  static Measured read(Path file, int concurrency) throws IOException {
    Result result = result(file);
    LevelResult level =
        result.levels().stream()
            .filter(each -> each.concurrency() == concurrency)
            .findFirst()
            .orElseThrow(
                () ->
                    new BenchRefusal(
                        "%s has no measurement with %d at once, as the baseline is, only with %s."
                            .formatted(file, concurrency, levels(result))));
    return new Measured(
        result.name(),
        result.startedAt(),
        result.checkout(),
        result.machine(),
        result.settings(),
        level);
  }

  private static Result result(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new BenchRefusal(
          "There is no file %s: name the .json of a result of ./turnpike bench.".formatted(file));
    }
    try {
      return JSON.readValue(Files.readString(file), Result.class);
    } catch (JacksonException e) {
      throw new BenchRefusal(
          "%s is no result of ./turnpike bench: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  private static String levels(Result result) {
    return result.levels().stream()
        .map(level -> String.valueOf(level.concurrency()))
        .collect(Collectors.joining(", "));
  }
}
