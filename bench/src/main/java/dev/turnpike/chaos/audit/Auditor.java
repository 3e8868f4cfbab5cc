package dev.turnpike.chaos.audit;

import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.chaos.cluster.Access;
import dev.turnpike.chaos.cluster.RunFiles;
import dev.turnpike.chaos.load.Ledger;
import dev.turnpike.schemas.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Waits until nothing more is to come, then checks every guarantee. It reads the topics and the
 * database and asks no service anything.
 */
public final class Auditor implements AutoCloseable {
  private static final int MOST_HISTORIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Access access;
  private final boolean analytics;
  private final Archive archive;
  private final Lag lag;

  /**
   * @param analytics whether turn-analytics is part of the cluster
   */
  public Auditor(Access access, boolean analytics) {
    this.access = access;
    this.analytics = analytics;
    this.archive = new Archive(access);
    this.lag = new Lag(access.bootstrapServers());
  }

  /** What is still to be done. */
  private record Backlog(long turns, long requests, long memory, long judging, long rollups) {

    boolean isEmpty() {
      return turns + requests + memory + judging + rollups == 0;
    }

    @Override
    public String toString() {
      return "%d turns without an end, lag of workers %d, of memory %d, of judges %d; %d turns and scores not in rollups"
          .formatted(turns, requests, memory, judging, rollups);
    }
  }

  /**
   * Returns when all groups have caught up, or when nothing has moved for the time given.
   *
   * @return whether all is done
   */
  public boolean settle(Duration patience, Consumer<String> tell) throws InterruptedException {
    Backlog last = backlog();
    long movedNanos = System.nanoTime();
    while (!last.isEmpty()) {
      if (System.nanoTime() - movedNanos > patience.toNanos()) {
        tell.accept("nothing moves any more: " + last);
        return false;
      }
      Thread.sleep(PAUSE);
      Backlog now = backlog();
      if (!now.equals(last)) {
        movedNanos = System.nanoTime();
        tell.accept("settling: " + now);
      }
      last = now;
    }
    return true;
  }

  /** After {@link #settle}. */
  public Audit audit(Ledger ledger, Circumstances circumstances, RunFiles files)
      throws SQLException, InterruptedException {
    List<Leftover> leftovers = new ArrayList<>(Leftovers.look(access));
    leftovers.addAll(
        new FileLeftovers(files, circumstances.cutOff(), ProcFiles.ofThisSystem(), BETWEEN_LOOKS)
            .look());
    archive.readOn();
    Evidence evidence = archive.evidence(ledger, circumstances, leftovers);
    List<Verdict> verdicts =
        Guarantee.ALL.stream().map(each -> each.check(evidence).verdict(each)).toList();
    List<UUID> violated =
        verdicts.stream()
            .flatMap(verdict -> verdict.turns().stream())
            .distinct()
            .limit(MOST_HISTORIES)
            .toList();
    return new Audit(
        verdicts,
        Figures.of(evidence),
        Takeovers.of(evidence).all(),
        Resumptions.of(evidence),
        Historian.of(violated, access, evidence),
        evidence.ended().values().stream()
            .map(List::getFirst)
            .map(turn -> new Audit.Life(turn.acceptedAt(), turn.finishedAt()))
            .toList());
  }

  private Backlog backlog() throws InterruptedException {
    archive.readOn();
    return new Backlog(
        archive.open(),
        lag.of("agent-workers", archive.next(Topics.CHAT_REQUESTS)),
        lag.of("memory-extractor", archive.next(Topics.TURNS_COMPLETED)),
        lag.of("judge-workers", archive.next(Topics.TURNS_COMPLETED)),
        analytics ? analyticsBacklog() : 0);
  }

  private long analyticsBacklog() throws InterruptedException {
    return archive.unpublished() + lag.of("turn-analytics", archive.next(Topics.TURNS_SCORED));
  }

  @Override
  public void close() {
    archive.close();
    lag.close();
  }
}
