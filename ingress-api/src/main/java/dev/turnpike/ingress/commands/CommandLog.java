package dev.turnpike.ingress.commands;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.ExpressHeader;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.TraceParent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Appends commands to chat.requests. All go through one idempotent producer: what it sends for a
 * session after a command that timed out can never be overtaken by that command.
 *
 * <p>Invariant: nothing that this node sends for a session comes between two commands that belong
 * together. Another node's may, so what reads them can't rely on their standing side by side.
 */
final class CommandLog implements AutoCloseable {
  private static final int LOCKS = 256;

  private final Producer<String, byte[]> producer;
  private final EventSerde<TurnCommand> serde;
  private final List<Lock> sending =
      Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

  CommandLog(Producer<String, byte[]> producer, EventSerde<TurnCommand> serde) {
    this.producer = producer;
    this.serde = serde;
  }

  /**
   * As {@link #append}, and waits; only for commands that can be repeated without harm.
   *
   * @throws Problem 503 when Kafka does not take it in time
   */
  void appendOrRefuse(TurnCommand command) throws InterruptedException {
    try {
      append(command).get();
    } catch (ExecutionException e) {
      throw Problem.unavailable(
          "kafka_unavailable", "Kafka did not take the request in time: try again in a moment.");
    }
  }

  /**
   * Completes when all in-sync replicas have the command, or with an {@link AppendFailure}. It may
   * complete on the producer's own thread, so dependents must not block.
   */
  CompletableFuture<Void> append(TurnCommand command) {
    Lock lock = lockOf(command);
    lock.lock();
    try {
      return send(command);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends two commands of one session, the second directly after the first, and only if the first
   * was not refused. Completes when both are acknowledged; fails when either was not, and is
   * certain of that when neither can be in the log.
   */
  CompletableFuture<Void> appendBoth(TurnCommand first, TurnCommand second) {
    Lock lock = lockOf(first);
    lock.lock();
    try {
      CompletableFuture<Void> one = send(first);
      return one.isCompletedExceptionally() ? one : both(one, send(second));
    } finally {
      lock.unlock();
    }
  }

  private static CompletableFuture<Void> both(
      CompletableFuture<Void> one, CompletableFuture<Void> other) {
    return CompletableFuture.allOf(one, other)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    // One may be there without the other, so whatever failed leaves a doubt.
                    AppendFailure.unknown(
                        failure.getCause() == null ? failure : failure.getCause())));
  }

  private Lock lockOf(TurnCommand command) {
    return sending.get(Math.floorMod(command.getSessionId().hashCode(), LOCKS));
  }

  private CompletableFuture<Void> send(TurnCommand command) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    Thread sender = Thread.currentThread();
    try {
      var _ =
          producer.send(
              record(command),
              (_, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else if (Thread.currentThread() == sender) {
                  // The producer refuses on the caller's thread what it never took.
                  acknowledged.completeExceptionally(AppendFailure.notWritten(failure));
                } else {
                  acknowledged.completeExceptionally(AppendFailure.unknown(failure));
                }
              });
    } catch (RuntimeException e) { // Of the producer, or the registry is away or refuses.
      acknowledged.completeExceptionally(AppendFailure.notWritten(e));
    }
    return acknowledged;
  }

  private ProducerRecord<String, byte[]> record(TurnCommand command) {
    var record =
        new ProducerRecord<>(
            Topics.CHAT_REQUESTS.name(), command.getSessionId(), serde.serialize(command));
    if (command.getBody() instanceof CancelTurn || command.getBody() instanceof ResolveBusy) {
      record.headers().add(ExpressHeader.mark());
    }
    var cause = TraceParent.parse(command.getTraceParent());
    if (cause != null) {
      cause.write(record.headers());
    }
    return record;
  }

  /** Fetches what the first append would have to wait for. */
  void warmUp() {
    producer.partitionsFor(Topics.CHAT_REQUESTS.name());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
