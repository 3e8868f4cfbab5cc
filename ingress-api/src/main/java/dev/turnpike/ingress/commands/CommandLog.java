package dev.turnpike.ingress.commands;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.ExpressHeader;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Appends commands to chat.requests. All go through one idempotent producer: what it sends for a
 * session after a command that timed out can never be overtaken by that command.
 */
final class CommandLog implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final EventSerde<TurnCommand> serde;

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
