package dev.turnpike.bench.logins;

import dev.turnpike.bench.load.LoginStorm;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a storm of logins did.
 *
 * @param users who logged in, each several times where there were more logins
 * @param hashMillis of one password, one thread, nothing else running
 * @param threads that hash in the ingress
 * @param niceness how far those stand back for others, 0 to 19
 */
record LoginsResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    String system,
    int streams,
    int logins,
    int users,
    int strength,
    double hashMillis,
    int threads,
    int niceness,
    LoginStorm.Outcome storm,
    Chats.Seen quiet,
    Chats.Seen during) {

  double perSecond() {
    return storm.lengthSeconds() == 0
        ? 0
        : Rounded.to(2, storm.seconds().size() / storm.lengthSeconds());
  }

  /** Of what the processor time of a hash allows on so many threads; 1 is all of it. */
  double share() {
    return Rounded.to(3, perSecond() * hashMillis / 1000 / threads);
  }

  boolean succeeded() {
    return storm.failures().isEmpty() && quiet.failed() + during.failed() == 0;
  }

  List<String> rows() {
    return List.of(
        "| %d logins at once, %d chats | quiet | storm | ratio |".formatted(logins, streams),
        "|---|---:|---:|---:|",
        times("time to first token p50, ms", quiet.firstToken().p50(), during.firstToken().p50()),
        times("… **p99**", quiet.firstToken().p99(), during.firstToken().p99()),
        times("gap between tokens p50, ms", quiet.gap().p50(), during.gap().p50()),
        times("… **p99**", quiet.gap().p99(), during.gap().p99()),
        times("end after the last token p50, ms", quiet.tail().p50(), during.tail().p50()),
        times("… p99", quiet.tail().p99(), during.tail().p99()),
        times("whole answer p50, ms", quiet.whole().p50(), during.whole().p50()),
        times("… **p99**", quiet.whole().p99(), during.whole().p99()),
        "| turns | %d | %d | |".formatted(quiet.turns(), during.turns()),
        "| … failed | %d | %d | |".formatted(quiet.failed(), during.failed()),
        "| … refused at once (429, 503) | %d | %d | |".formatted(quiet.refused(), during.refused()),
        storm("length, s", storm.lengthSeconds()),
        storm("logins/s", perSecond()),
        storm("one hash alone, ms (strength %d)".formatted(strength), hashMillis),
        "| hashing threads (niceness %d) | | %d | |".formatted(niceness, threads),
        storm("**share of what the hash's processor time allows**", share()),
        "| told to come back (503) | | %d | |".formatted(storm.refusals()),
        storm("until a client was in p50, s", wait(0.5)),
        storm("… p99, s", wait(0.99)),
        "| logins that failed | | %d | |"
            .formatted(storm.failures().values().stream().mapToInt(Integer::intValue).sum()));
  }

  /** Writes figures and table, and returns the table's path. */
  Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "logins", name, startedAt);
    sheet.json(this);
    String about =
        "%s, %s, commit `%s`%s, %s. %d users logged in, %s each."
            .formatted(
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords(),
                users,
                logins == users ? "once" : "%d or so times".formatted(logins / users));
    return sheet.page("A storm of logins: " + name, about, rows());
  }

  private double wait(double part) {
    List<Double> sorted = storm.seconds();
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * sorted.size())));
  }

  private static String times(String row, double quiet, double storm) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.2f |",
        row,
        quiet,
        storm,
        quiet == 0 ? 0 : storm / quiet);
  }

  private static String storm(String row, double value) {
    return String.format(Locale.ROOT, "| %s | | %.2f | |", row, value);
  }
}
