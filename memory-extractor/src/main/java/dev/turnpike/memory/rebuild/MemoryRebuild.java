package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.consumption.Consumed;
import dev.turnpike.memory.ledger.MemoryLocks;
import dev.turnpike.platform.turns.LogFailure;
import dev.turnpike.platform.turns.Stretch;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Learns everything anew from the log, into tables of its own, compares, and exchanges the two at
 * once:
 *
 * <pre>
 *  clear ─▶ take over what the log has lost ─▶ read to where it ended at the begin
 *        ─▶ catch up with what is learned meanwhile ─▶ [nobody learns] the last of it, exchange
 * </pre>
 *
 * <p>Until the one transaction that exchanges them, what is known is not touched; being killed
 * anywhere before leaves it as it was, and the next rebuild begins anew.
 */
public final class MemoryRebuild {

  /** However much is learned meanwhile, the rest is then learned while the service waits. */
  private static final int MOST_ROUNDS = 20;

  /** Few enough that the service may wait for them. */
  private static final long FEW = 20;

  private final RebuildParts parts;
  private final RebuildOptions options;
  private final RebuildListener listener;
  private long records;
  private final RebuildLock lock;
  private final Deletions deletions;
  private Stretch stretch;

  private MemoryRebuild(
      RebuildParts parts, RebuildOptions options, RebuildListener listener, RebuildLock lock) {
    this.lock = lock;
    this.parts = parts;
    this.options = options;
    this.listener = listener;
    this.deletions = new Deletions(JdbcClient.create(parts.database()), parts.scope());
    this.stretch = parts.log().whole();
  }

  /**
   * @throws RebuildRefusal when nothing was changed, with the reason
   */
  public static RebuildResult run(RebuildOptions options, RebuildListener listener)
      throws InterruptedException {
    try (var context = RebuildContext.start(options)) {
      return run(context.parts(), options, listener);
    } catch (LogFailure e) {
      throw new RebuildRefusal(String.valueOf(e.getMessage()), e);
    }
  }

  static RebuildResult run(RebuildParts parts, RebuildOptions options, RebuildListener listener)
      throws InterruptedException {
    try (var lock = RebuildLock.take(parts.database())) {
      parts.requireTables();
      // What users delete later must not stay in there.
      try (Clearing _ = parts.shadow()::clear) {
        return new MemoryRebuild(parts, options, listener, lock).run();
      }
    }
  }

  private interface Clearing extends AutoCloseable {
    @Override
    void close();
  }

  private RebuildResult run() throws InterruptedException {
    listener.begun(parts.extractor(), parts.model(), stretch.length());
    parts.shadow().clear();
    parts.kept().takeOver(stretch.from());
    read();
    catchUp();
    if (options.dryRun()) {
      deletions.takeOver(JdbcClient.create(parts.database()));
      var difference = parts.shadow().difference();
      listener.compared(difference);
      return result(difference, false);
    }
    return result(exchange(), true);
  }

  private void read() throws InterruptedException {
    long before = records;
    parts
        .log()
        .read(
            stretch,
            parts.relearning()::add,
            offsets -> {
              records = before + offsets;
              tell();
            });
    parts.relearning().await();
    records = before + stretch.length();
    tell();
  }

  private void catchUp() throws InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var next = next(parts.shadow());
      if (next.length() <= (options.dryRun() ? 0 : FEW)) {
        return;
      }
      stretch = next;
      read();
    }
  }

  /** From where was read to, to where what is known was learned from; no further than the log. */
  private Stretch next(Shadow shadow) {
    var ends = new HashMap<Integer, Long>();
    var log = parts.log().whole().to();
    shadow
        .learnedUpTo()
        .forEach((part, end) -> ends.put(part, Math.min(end, log.getOrDefault(part, 0L))));
    return stretch.next(ends);
  }

  /** Else a model that fails, or a log that was lost, would take what is known along. */
  private void requireNothingLost(Shadow shadow) {
    var lost = options.skipFailed() ? List.<UUID>of() : shadow.lost();
    if (!lost.isEmpty()) {
      var first = lost.getFirst();
      throw new RebuildRefusal(
          "%d turns that had been learned from could not be learned from again, so nothing was changed; the first is %s: %s. Run it again, or with --skip-failed to lose what they taught."
              .formatted(lost.size(), first, parts.relearning().why(first)));
    }
  }

  private Difference exchange() {
    var compared = new AtomicReference<Difference>();
    lock.inTransaction(
        jdbc -> {
          MemoryLocks.lockExchange(jdbc);
          parts.requireSpace(jdbc);
          var shadow = parts.shadow(jdbc);
          try {
            stretch = next(shadow);
            read();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RebuildRefusal("The rebuild was interrupted, and nothing was changed.", e);
          }
          deletions.takeOver(jdbc);
          shadow.lock();
          requireNothingLost(shadow);
          var difference = shadow.difference();
          listener.compared(difference);
          compared.set(difference);
          shadow.exchange();
        });
    return compared.get();
  }

  private RebuildResult result(Difference difference, boolean exchanged) {
    return new RebuildResult(
        records,
        parts.relearning().unreadable(),
        parts.relearning().failed(),
        difference,
        Consumed.of(parts.meters()),
        exchanged);
  }

  private void tell() {
    lock.requireHeld();
    listener.progress(
        records,
        Math.max(records, stretch.length()),
        parts.relearning().learned(),
        Consumed.of(parts.meters()));
  }
}
