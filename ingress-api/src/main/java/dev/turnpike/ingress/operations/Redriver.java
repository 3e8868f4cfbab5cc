package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.http.HttpStatus;

/**
 * Drives dead letters again: the record as it was, its bytes, key and headers untouched, to the
 * partition that it came from, so that it is in order with its key.
 *
 * <p>Invariant: it is noted in the table before it is sent. So of two who do it at once one is
 * refused, and one that died in between is seen: its place is not known.
 */
final class Redriver {
  private static final int PATIENCE_SECONDS = 8;

  private final Producer<byte[], byte[]> producer;
  private final RedriveTable table;

  Redriver(Producer<byte[], byte[]> producer, RedriveTable table) {
    this.producer = producer;
    this.table = table;
  }

  /**
   * @param again whether it may have been driven again before
   * @param noted told once it is noted, before anything is sent
   * @throws Problem 409 when it was, or has no value that could be sent
   */
  Letter.Redrive drive(
      LetterPlace place, ConsumerRecord<byte[], byte[]> letter, boolean again, Runnable noted)
      throws InterruptedException {
    LetterHeaders headers = new LetterHeaders(letter);
    requireOriginal(place, headers);
    Instant writtenAt = Instant.ofEpochMilli(letter.timestamp());
    // First the number, then what was: what comes in between is seen, or has the same number.
    int times = table.times(place, writtenAt) + 1;
    List<Letter.Redrive> before = table.of(place, writtenAt);
    if (!before.isEmpty() && !again) {
      throw already(before.getLast());
    }
    if (!table.begin(place, writtenAt, times)) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "already_redriven",
          "Somebody else drives it again at this moment: look at it anew.");
    }
    noted.run();
    RecordMetadata sent = send(place, letter, headers, writtenAt, times);
    table.done(place, writtenAt, times, sent.partition(), sent.offset());
    return table.of(place, writtenAt).getLast();
  }

  private RecordMetadata send(
      LetterPlace place,
      ConsumerRecord<byte[], byte[]> letter,
      LetterHeaders headers,
      Instant writtenAt,
      int times)
      throws InterruptedException {
    try {
      return producer
          .send(
              new ProducerRecord<>(
                  place.topic().name(),
                  partition(place, headers),
                  letter.key(),
                  letter.value(),
                  headers.original()))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (KafkaException e) { // of the client itself, which has sent nothing
      table.undo(place, writtenAt, times);
      throw refused(e);
    } catch (TimeoutException e) {
      throw unknown();
    } catch (ExecutionException e) {
      Throwable cause = Failures.cause(e);
      if (cause instanceof AuthorizationException || cause instanceof RecordTooLargeException) {
        table.undo(place, writtenAt, times);
        throw refused(cause);
      }
      throw unknown();
    }
  }

  /** Null, so that the key decides, where the letter does not say or that is no more. */
  private @org.jspecify.annotations.Nullable Integer partition(
      LetterPlace place, LetterHeaders headers) {
    Long said = headers.number("partition");
    int partitions = producer.partitionsFor(place.topic().name()).size();
    return said == null || said < 0 || said >= partitions ? null : (Integer) said.intValue();
  }

  /** Its headers are data: they may not choose where it goes. */
  private static void requireOriginal(LetterPlace place, LetterHeaders headers) {
    String topic = headers.text("topic");
    if (topic == null || !topic.equals(place.topic().name())) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "no_dead_letter",
          "This record does not say that it came from %s, so it is not sent there."
              .formatted(place.topic().name()));
    }
    if (headers.has("value-bytes-left-out")) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "value_left_out",
          "The letter has no value, which was too large for it: the record stands in %s, partition %s, offset %s."
              .formatted(topic, headers.text("partition"), headers.text("offset")));
    }
  }

  private static Problem already(Letter.Redrive last) {
    String how =
        last.offset() == null
            ? "It was driven again at %s, and whether Kafka got it is not known: look for it, then ask with again=true."
                .formatted(last.at())
            : "It was driven again at %s: it is in %s, partition %d, offset %d. To do it once more, ask with again=true."
                .formatted(last.at(), last.topic(), last.partition(), last.offset());
    return Problem.of(HttpStatus.CONFLICT, "already_redriven", how);
  }

  private static Problem refused(Throwable failure) {
    return Problem.of(HttpStatus.BAD_GATEWAY, "kafka_refused", Failures.sentence("Kafka", failure));
  }

  private static Problem unknown() {
    return Problem.unavailable(
        "kafka_unavailable",
        "Kafka did not acknowledge the record in time: whether it has it is not known. Look at the letter before you ask with again=true.");
  }
}
