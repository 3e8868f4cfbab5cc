package dev.turnpike.bench.report;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;

/**
 * One run of the bench: all that its file holds.
 *
 * @param format of this record; it changes when a figure changes its meaning
 * @param name as in the file's name
 * @param system what was measured, in words
 * @param levels one for each concurrency
 */
public record Result(
    int format,
    String name,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    String system,
    Settings settings,
    List<LevelResult> levels) {

  public static final int FORMAT = 1;

  public Result {
    levels = List.copyOf(levels);
  }

  public boolean succeeded() {
    return levels.stream().allMatch(LevelResult::succeeded);
  }
}
