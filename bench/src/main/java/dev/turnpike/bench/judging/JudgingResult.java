package dev.turnpike.bench.judging;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What judging costs.
 *
 * @param concurrentCalls how many calls of the model run at once
 */
record JudgingResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    String system,
    int concurrentCalls,
    JudgingMeasure.Judging judging) {

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("| judging a backlog | |");
    rows.add("|---|---:|");
    rows.add("| turns, scores | %,d, %,d |".formatted(judging.turns(), judging.scores()));
    rows.add(row("length, s", judging.seconds()));
    rows.add(row("**turns/s of one judge**", judging.turnsPerSecond()));
    rows.add(row("scores/s", judging.scoresPerSecond()));
    judging
        .cpuMillisPerTurn()
        .forEach((group, millis) -> rows.add(row("CPU ms a turn: " + group, millis)));
    rows.add(row("processors busy with anything else", judging.otherProcessors()));
    return rows;
  }

  /** Writes figures and table, and returns the table's path. */
  Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "judging", name, startedAt);
    sheet.json(this);
    String about =
        "The simulated model judged, and took no time of its own. %s, %s, commit `%s`%s, %s. %d calls at once."
            .formatted(
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords(),
                concurrentCalls);
    return sheet.page("Judging: " + name, about, rows());
  }

  private static String row(String name, double value) {
    return String.format(Locale.ROOT, "| %s | %.2f |", name, value);
  }
}
