package dev.turnpike.ingress.operations;

import static dev.turnpike.ingress.operations.Finding.critical;
import static dev.turnpike.ingress.operations.Finding.note;
import static dev.turnpike.ingress.operations.Finding.warning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong, worst first. Invariant: what can't be known is a finding too; an empty list means
 * that everything was looked at and nothing found.
 */
final class Findings {
  private static final long LONG_WAIT_MS = 5_000;
  private static final long VERY_LONG_WAIT_MS = 30_000;
  private static final long LONG_ORPHAN_MS = 15_000;
  private static final long LONG_TURN_MS = Duration.ofMinutes(3).toMillis();
  private static final Duration RECENT = Duration.ofMinutes(1);
  private static final Duration RECENT_LETTER = Duration.ofHours(24);

  private final Overview seen;
  private final DatabaseRead rows;
  private final boolean known;
  private final List<Worker> alive;
  private final List<Finding> found = new ArrayList<>();

  /**
   * @param known whether the database was read just now: of what was read before nothing is said
   *     but how old it is
   */
  Findings(Overview seen, DatabaseRead rows, boolean known) {
    this.seen = seen;
    this.rows = rows;
    this.known = known;
    this.alive = seen.workers().stream().filter(Worker::isAlive).toList();
  }

  List<Finding> all() {
    sources();
    if (known) {
      workers();
      turns();
      models();
      nodes();
    }
    groups();
    letters();
    found.sort(Comparator.comparingInt(Finding::rank));
    return found;
  }

  private void sources() {
    for (Overview.SourceState source : seen.sources()) {
      if (!source.ok()) {
        String age =
            source.asOf() == null
                ? "Nothing could be read from it yet."
                : "What is shown of it is %s old.".formatted(ago(source.asOf()));
        found.add(
            critical(
                source.name().toLowerCase(java.util.Locale.ROOT),
                String.valueOf(source.problem()),
                age + " Accepted turns are in the log and are not lost."));
      }
    }
  }

  private void workers() {
    if (!rows.told()) {
      found.add(
          warning(
              "workers",
              "Nothing is known of workers: none of this version has started yet.",
              "Upgrade the workers; until then look at the group agent-workers below."));
    } else if (alive.isEmpty()) {
      found.add(
          critical(
              "workers",
              "No agent worker is alive.",
              "Turns are accepted and wait in the log. Start workers; if they run, look in their logs for why they reach no database."));
    } else {
      List<Integer> unread =
          seen.partitions().stream()
              .filter(each -> each.worker() == null)
              .map(Overview.Partition::partition)
              .toList();
      if (!unread.isEmpty() && alive.stream().allMatch(Worker::reported)) {
        found.add(unread(unread));
      }
    }
    for (Worker worker : seen.workers()) {
      if (!worker.isAlive() && worker.turns() > 0) {
        found.add(
            warning(
                "workers",
                "Worker %s on %s has been silent for %s and has %d turns."
                    .formatted(
                        brief(worker.id()), worker.host(), text(worker.silentMs()), worker.turns()),
                "Others take them over as their partitions are assigned; nothing need be done unless the number stays."));
      }
      if (worker.isAlive()) {
        load(worker);
      }
    }
    TreeSet<String> versions =
        Stream.concat(
                alive.stream().map(Worker::version),
                seen.nodes().stream().filter(node -> !node.isSilent()).map(Node::version))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (versions.size() > 1) {
      found.add(
          note(
              "workers",
              "Several versions run: %s.".formatted(String.join(", ", versions)),
              "Fine during an upgrade."));
    }
  }

  private Finding unread(List<Integer> unread) {
    String what =
        "%d of %d partitions of chat.requests are held by no worker."
            .formatted(unread.size(), seen.partitions().size());
    String advice =
        "Normal for some seconds after a worker came or went. If it stays: the workers are in no group; look for 'Left the group' in their logs.";
    return unread.size() == seen.partitions().size()
        ? critical("workers", what, advice)
        : warning("workers", what, advice);
  }

  private void load(Worker worker) {
    String name = "Worker %s on %s".formatted(brief(worker.id()), worker.host());
    if (worker.maxInFlight() > 0 && worker.takenIn() >= worker.maxInFlight()) {
      found.add(
          warning(
              "workers",
              "%s is full: %d turns taken in.".formatted(name, worker.takenIn()),
              "Add workers, as many as chat.requests has partitions at most."));
    }
    if (worker.fullPartitions() > 0) {
      found.add(
          warning(
              "workers",
              "%s has paused %d partitions: one record holds back what is behind it."
                  .formatted(name, worker.fullPartitions()),
              "Look at its oldest turn: cancel it, or wait for its deadline."));
    }
    if (worker.draining()) {
      found.add(note("workers", name + " is stopping.", "It ends its turns first."));
    }
    if (!worker.reported()) {
      found.add(
          note("workers", name + " tells nothing of itself.", "It is of an earlier version."));
    }
    worker.oldestTurns().stream()
        .filter(turn -> turn.ageMs() > LONG_TURN_MS)
        .findFirst()
        .ifPresent(
            turn ->
                found.add(
                    warning(
                        "turns",
                        "Turn %s was accepted %s ago and still runs, attempt %d."
                            .formatted(turn.turnId(), text(turn.ageMs()), turn.attempt()),
                        "%s has it. It ends at its deadline at the latest.".formatted(name))));
  }

  private void turns() {
    Overview.Totals totals = seen.totals();
    if (totals == null) {
      return;
    }
    if (totals.oldestWaitMs() > LONG_WAIT_MS) {
      String what =
          "%d turns wait for a worker, the oldest for %s; %.1f begin per second."
              .formatted(totals.waiting(), text(totals.oldestWaitMs()), totals.begun());
      String advice =
          "If workers are alive and full, add some; if they are not full, look at who holds the partitions that are behind.";
      found.add(
          totals.oldestWaitMs() > VERY_LONG_WAIT_MS
              ? critical("turns", what, advice)
              : warning("turns", what, advice));
    }
    if (totals.orphans() > 0 && rows.oldestOrphanMs() > LONG_ORPHAN_MS) {
      found.add(
          warning(
              "turns",
              "%d turns are begun and no living worker has them, the oldest for %s."
                  .formatted(totals.orphans(), text(rows.oldestOrphanMs())),
              "They run again as soon as a worker has their partition."));
    }
  }

  private void models() {
    for (MergedModel model : seen.models()) {
      if (model.open() > 0) {
        String what =
            "The breaker of model %s is open on %d of %d workers%s."
                .formatted(model.name(), model.open(), model.workers(), lastError(model));
        String advice =
            "It is tried again by itself. Look at the provider's status; other models of the ring answer meanwhile, if there are any.";
        found.add(
            model.open() == model.workers()
                ? critical("models", what, advice)
                : warning("models", what, advice));
      } else if (model.lastErrorAt() != null
          && model.lastErrorAt().isAfter(seen.at().minus(RECENT))) {
        found.add(
            warning(
                "models",
                "Model %s failed %s ago%s."
                    .formatted(model.name(), ago(model.lastErrorAt()), lastError(model)),
                "Calls are made again by themselves; compare failures with calls."));
      }
    }
    if (seen.models().stream().anyMatch(MergedModel::simulated)) {
      found.add(
          note(
              "models",
              "The simulated model is in the catalogue: its answers are made up.",
              "Set OPENAI_BASE_URL and OPENAI_API_KEY for a real one."));
    }
  }

  private static String lastError(MergedModel model) {
    return model.lastError() == null ? "" : " (%s)".formatted(model.lastError());
  }

  private void groups() {
    for (Overview.Group group : seen.groups()) {
      if (group.problem() != null) {
        found.add(
            warning(
                "groups",
                "Nothing is known of group %s: %s".formatted(group.name(), group.problem()),
                "Its lag is not shown."));
      } else if (Objects.equals(group.members(), 0)) {
        found.add(empty(group));
      }
    }
  }

  private Finding empty(Overview.Group group) {
    String what =
        "Nobody reads %s in group %s; it is %d records behind."
            .formatted(group.topic(), group.name(), group.behind());
    boolean workers = group.name().equals("agent-workers");
    String advice =
        workers ? "No turn begins. Start workers." : "What it does comes later: start the service.";
    return workers ? critical("groups", what, advice) : warning("groups", what, advice);
  }

  private void nodes() {
    for (Node node : seen.nodes()) {
      if (node.isSilent()) {
        found.add(
            warning(
                "nodes",
                "Ingress node on %s has been silent for %s."
                    .formatted(node.host(), text(node.silentMs())),
                "It was killed or does not reach the database; its clients go on at other nodes."));
      } else if (node.draining()) {
        found.add(
            note("nodes", "Ingress node on %s is stopping.".formatted(node.host()), "No harm."));
      }
    }
  }

  private void letters() {
    for (Overview.Letters letters : seen.deadLetters()) {
      if (letters.problem() != null) {
        found.add(
            warning(
                "dead-letters",
                "%s can't be read: %s".formatted(letters.topic(), letters.problem()),
                "There may be dead letters that are not shown."));
      } else if (letters.newest() != null
          && letters.newest().isAfter(seen.at().minus(RECENT_LETTER))) {
        found.add(
            warning(
                "dead-letters",
                "%s has dead letters, the newest from %s ago."
                    .formatted(letters.topic(), ago(letters.newest())),
                "Look at their reason; put that right, then drive them again."));
      }
    }
  }

  private String ago(Instant then) {
    return text(Math.max(0, Duration.between(then, seen.at()).toMillis()));
  }

  private static String brief(String id) {
    return id.substring(0, Math.min(8, id.length()));
  }

  /** Such as 12 s, 3 min or 5 h. */
  static String text(long millis) {
    long seconds = millis / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
