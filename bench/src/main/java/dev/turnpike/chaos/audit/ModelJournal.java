package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import dev.turnpike.embedded.model.ModelCalls;
import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The model's own book of what the agent workers asked it, by question. */
public final class ModelJournal implements ModelCalls {
  /** Memory and judges ask models of other names, about questions of others. */
  private static final String WORKERS_MODEL = "sim:";

  /** A call that has begun. */
  final class Entry implements Call {
    private final Instant at = Instant.now();
    private final boolean faulty;
    private volatile boolean whole;
    private volatile Instant endedAt = Instant.MAX;

    private Entry(boolean faulty) {
      this.faulty = faulty;
    }

    Instant at() {
      return at;
    }

    /** It got a fault for an answer. */
    boolean faulty() {
      return faulty;
    }

    /** Its answer was sent to the end. */
    boolean whole() {
      return whole;
    }

    /** When its answer ended; never, if it is still being given. */
    Instant endedAt() {
      return endedAt;
    }

    @Override
    public void ended(boolean sentToTheEnd) {
      whole = sentToTheEnd;
      endedAt = Instant.now();
      open.decrementAndGet();
    }
  }

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Map<Marker, List<Entry>> entries = new HashMap<>(); // guarded by this

  @Override
  public Call began(long number, ChatRequest request, boolean faulty) {
    Optional<Marker> marker =
        request.model().startsWith(WORKERS_MODEL)
            ? request.lastUserMessage().map(Message::content).flatMap(Marker::in)
            : Optional.empty();
    Entry entry = new Entry(faulty);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    marker.ifPresent(known -> add(known, entry));
    return entry;
  }

  /** How many answers were being given at once, those to memory and judges included. */
  public int mostOpen() {
    return mostOpen.get();
  }

  private synchronized void add(Marker marker, Entry entry) {
    entries.computeIfAbsent(marker, _ -> new ArrayList<>()).add(entry);
  }

  synchronized List<Entry> calls(Marker marker) {
    return List.copyOf(entries.getOrDefault(marker, List.of()));
  }
}
