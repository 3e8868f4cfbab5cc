package dev.turnpike.judge.langfuse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends events in batches: what comes while a request is under way shares the next one. It keeps
 * nothing: whoever pushes waits until Langfuse has taken the event, and so the log is the queue.
 */
final class LangfuseOutbox implements AutoCloseable {

  private static final int MOST_EVENTS = 200;

  /** Langfuse takes 3.5 MB. */
  private static final int MOST_BYTES = 2_000_000;

  private record Parcel(LangfuseEvent event, CompletableFuture<Void> taken) {}

  private final LangfuseApi api;
  private final MeterRegistry meters;
  private final BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
  private final Thread sender;

  LangfuseOutbox(LangfuseApi api, MeterRegistry meters) {
    this.api = api;
    this.meters = meters;
    List.of("taken", "refused", "outage").forEach(outcome -> count(outcome, 0));
    this.sender = Thread.ofVirtual().name("langfuse-sender").start(this::send);
  }

  /**
   * Returns when Langfuse has taken them all.
   *
   * @throws LangfuseOutage when they are to be pushed again
   * @throws LangfuseRefusal when one of them will never be taken
   */
  void push(List<LangfuseEvent> events) throws InterruptedException {
    var pushed =
        events.stream().map(event -> new Parcel(event, new CompletableFuture<>())).toList();
    parcels.addAll(pushed);
    for (var parcel : pushed) {
      try {
        parcel.taken().get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
  }

  private void send() {
    try {
      while (true) {
        deliver(batch());
      }
    } catch (InterruptedException e) {
      List<Parcel> left = new ArrayList<>();
      parcels.drainTo(left);
      fail(left, closed(), "outage");
      Thread.currentThread().interrupt();
    }
  }

  private static LangfuseOutage closed() {
    return new LangfuseOutage("Nothing is passed on to Langfuse any more: the service stops");
  }

  private List<Parcel> batch() throws InterruptedException {
    List<Parcel> batch = new ArrayList<>();
    var next = parcels.take();
    int bytes = 0;
    while (next != null) {
      batch.add(next);
      bytes += next.event().bytes();
      var head = parcels.peek(); // only this thread takes, so it stays the head
      boolean fits =
          head != null && batch.size() < MOST_EVENTS && bytes + head.event().bytes() <= MOST_BYTES;
      next = fits ? parcels.poll() : null;
    }
    return batch;
  }

  private void deliver(List<Parcel> batch) throws InterruptedException {
    try {
      var errors = api.send(batch.stream().map(Parcel::event).toList());
      batch.forEach(parcel -> settle(parcel, errors));
    } catch (LangfuseRefusal e) {
      if (batch.size() == 1) {
        fail(batch, e, "refused");
      } else {
        for (var parcel : batch) {
          deliver(List.of(parcel)); // one of them is the culprit
        }
      }
    } catch (RuntimeException e) {
      fail(batch, e, "outage");
    } catch (InterruptedException e) {
      fail(batch, closed(), "outage"); // those that were told before keep what they were told
      throw e;
    }
  }

  private void settle(Parcel parcel, Map<String, Integer> errors) {
    Integer status = errors.get(parcel.event().id());
    if (status == null) {
      count("taken", 1);
      parcel.taken().complete(null);
    } else if (status == 429 || status >= 500) {
      fail(
          List.of(parcel),
          new LangfuseOutage("Langfuse put the event off with status " + status),
          "outage");
    } else {
      fail(List.of(parcel), new LangfuseRefusal(status), "refused");
    }
  }

  private void fail(List<Parcel> batch, RuntimeException failure, String outcome) {
    count(outcome, batch.size());
    batch.forEach(parcel -> parcel.taken().completeExceptionally(failure));
  }

  private void count(String outcome, int events) {
    Counter.builder("turnpike.judge.langfuse.events")
        .description("Events sent to Langfuse by what became of them")
        .tag("outcome", outcome)
        .register(meters)
        .increment(events);
  }

  @Override
  public void close() {
    sender.interrupt();
    api.close();
  }
}
