package dev.turnpike.bench.autoscale;

import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the simulations gave.
 *
 * @param compared every load with every signal
 * @param graces the ebbing load by seconds of grace
 * @param partitions more load than 64 partitions can carry, by partitions
 */
record ScaleUpResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    long seed,
    List<Sources.Source> parameters,
    List<Outcome> compared,
    Map<Integer, Outcome> graces,
    Map<Integer, Outcome> partitions) {

  ScaleUpResult {
    compared = List.copyOf(compared);
    graces = new TreeMap<>(graces);
    partitions = new TreeMap<>(partitions);
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Load load : Loads.COMPARED) {
      rows.add("");
      rows.add("**%s**: %s".formatted(load.name(), load.inWords()));
      rows.add("");
      rows.add(
          "| told | waited p50, s | p95 | p99 | longest | over 10 s | workers first / most / last |"
              + " worker hours | partitions moved |");
      rows.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
      compared.stream()
          .filter(each -> each.load().equals(load.name()))
          .map(each -> row(each.signal(), each))
          .forEach(rows::add);
    }
    rows.add("");
    rows.add("**ebb**, by the grace of workers that leave");
    rows.add("");
    rows.add("| grace | turns broken off |");
    rows.add("|---|---:|");
    graces.forEach(
        (grace, outcome) -> rows.add("| %d s | %d |".formatted(grace, outcome.brokenOff())));
    rows.add("");
    rows.add("**%s**: %s".formatted(Loads.TOO_MUCH.name(), Loads.TOO_MUCH.inWords()));
    rows.add("");
    rows.add("| partitions | waited p50, s | p99 | most workers |");
    rows.add("|---|---:|---:|---:|");
    partitions.forEach(
        (count, outcome) ->
            rows.add(
                String.format(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %d |",
                    count,
                    outcome.waits().p50(),
                    outcome.waits().p99(),
                    outcome.most())));
    return rows;
  }

  private static String row(String what, Outcome outcome) {
    Waits waits = outcome.waits();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | **%.1f** | %.1f | %.2f %% | %d / %d / %d | **%.1f** | %d |",
        what,
        waits.p50(),
        waits.p95(),
        waits.p99(),
        waits.longest(),
        waits.beyondTen(),
        outcome.first(),
        outcome.most(),
        outcome.last(),
        outcome.workerHours(),
        outcome.moves());
  }

  /** Writes figures, table and picture, and returns the table's path. */
  Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "scale-up", name, startedAt);
    sheet.json(this);
    sheet.picture(ScaleUpPicture.svg(compared));
    List<String> page = new ArrayList<>();
    page.add("# Scaling up, simulated: " + name);
    page.add("");
    page.add(
        "Commit `%s`%s, seed %d. Nothing was measured: this is a model with the numbers below, and the"
                .formatted(checkout.shortCommit(), checkout.dirty() ? " with changes" : "", seed)
            + " same seed gives the same figures.");
    page.add("");
    page.add("![Workers and waiting turns over time](%s.svg)".formatted(sheet.stem()));
    page.addAll(rows());
    page.add("");
    page.add("| parameter | value | from |");
    page.add("|---|---|---|");
    parameters.forEach(
        each -> page.add("| %s | %s | %s |".formatted(each.what(), each.value(), each.from())));
    return sheet.page(page);
  }
}
