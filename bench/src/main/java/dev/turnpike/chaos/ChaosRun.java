package dev.turnpike.chaos;

import dev.turnpike.chaos.audit.Audit;
import dev.turnpike.chaos.audit.Auditor;
import dev.turnpike.chaos.audit.Circumstances;
import dev.turnpike.chaos.audit.ModelJournal;
import dev.turnpike.chaos.audit.Trouble;
import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.disturb.Disturber;
import dev.turnpike.chaos.disturb.PoisonPen;
import dev.turnpike.chaos.disturb.Schedule;
import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Ledger;
import dev.turnpike.chaos.load.Load;
import dev.turnpike.chaos.report.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run: a cluster, a load, disturbances, and when all is mended and quiet again, the audit. It
 * ends in an outcome whatever was violated.
 */
final class ChaosRun {
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  /** Longer than an answer takes. */
  private static final Duration STILLNESS = Duration.ofMinutes(2);

  /** Three answers, one after the other. */
  private static final Duration STREAMS_END = Duration.ofMinutes(4);

  private final ChaosSettings settings;
  private final Path folder;
  private final Consumer<String> tell;
  private final ModelJournal journal = new ModelJournal();
  private final Chronicle chronicle;

  /**
   * @param folder for data and logs; it must not hold another run's
   * @param tell takes lines about what happens
   */
  ChaosRun(ChaosSettings settings, Path folder, Consumer<String> tell) {
    this.settings = settings;
    this.folder = folder;
    this.tell = tell;
    this.chronicle = new Chronicle(tell);
  }

  Outcome run() throws InterruptedException, SQLException {
    tell.accept("starting a cluster; its data and logs are in " + folder);
    Instant started = Instant.now();
    try (Cluster cluster = Cluster.start(settings.cluster(), folder, journal, chronicle);
        Load load =
            Load.start(cluster.ingress(), settings.inFlight(), settings.talk(), settings.seed());
        PoisonPen poison = new PoisonPen(cluster.access(), load::ledger, chronicle)) {
      Schedule schedule =
          Schedule.of(
              settings.seed(),
              Disturber.possible(settings.kinds(), cluster, tell),
              settings.first(),
              settings.duration(),
              settings.interval());
      ProcessWatch processes = new ProcessWatch(cluster);
      Disturber disturber = new Disturber(cluster, poison, load.loiterers(), tell);
      disturb(disturber, schedule, load, processes);
      tell.accept("the load ends; everything is mended");
      cluster.mend();
      load.awaitStreams(STREAMS_END);
      try (Auditor auditor = new Auditor(cluster.access(), cluster.analytics().isPresent())) {
        boolean settled = auditor.settle(STILLNESS, tell);
        load.awaitStreams(STREAMS_END);
        Audit audit =
            auditor.audit(
                load.ledger(),
                new Circumstances(
                    poison.written(),
                    journal,
                    troubles(disturber),
                    chronicle.entries(),
                    cluster.analytics().isPresent(),
                    processes.lives()),
                cluster.files());
        return new Outcome(
            started,
            Instant.now(),
            settings.seed(),
            schedule,
            settled,
            audit,
            processes.peaks(journal),
            troubles(disturber),
            chronicle.entries());
      }
    }
  }

  private static List<Trouble> troubles(Disturber disturber) {
    return disturber.inflicted().stream()
        .map(each -> new Trouble("" + each.kind(), each.target(), each.from(), each.until()))
        .sorted(Comparator.comparing(Trouble::from))
        .toList();
  }

  private void disturb(Disturber disturber, Schedule schedule, Load load, ProcessWatch processes)
      throws InterruptedException {
    long end = System.nanoTime() + settings.duration().toNanos();
    processes.look(); // before anything is disturbed
    disturber.start(schedule);
    while (System.nanoTime() - end < 0) {
      Thread.sleep(
          Duration.ofNanos(Math.max(0, Math.min(PROGRESS.toNanos(), end - System.nanoTime()))));
      processes.look();
      tell.accept(progress(load.ledger()));
    }
    load.stop();
    disturber.await();
  }

  private static String progress(Ledger ledger) {
    return "%d turns under way; %d accepted, %d refused, %d unknown; %d listeners heard the end, after %d comebacks"
        .formatted(
            ledger.underWay(),
            ledger.count(Asked.Answered.ACCEPTED),
            ledger.count(Asked.Answered.REFUSED),
            ledger.count(Asked.Answered.UNKNOWN),
            ledger.ended(),
            ledger.comebacks());
  }
}
