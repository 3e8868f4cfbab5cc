package dev.turnpike.keyed;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Says that a record can never be handled. Every other exception means: try again. */
public final class PoisonRecordException extends RuntimeException {

  private final String reason;
  private final String sentence;
  private final transient List<ProducerRecord<byte[], byte[]>> besides;

  /**
   * @param reason a short code for programs, such as {@code unreadable}
   * @param message a sentence for people, without the record's content
   */
  public PoisonRecordException(String reason, String message, @Nullable Throwable cause) {
    this(reason, message, cause, List.of());
  }

  private PoisonRecordException(
      String reason,
      String message,
      @Nullable Throwable cause,
      List<ProducerRecord<byte[], byte[]>> besides) {
    super(message, cause);
    this.reason = reason;
    this.sentence = message;
    this.besides = List.copyOf(besides);
  }

  /** Says that only a part of the record can't be handled: what the rest gave is published. */
  public static PoisonRecordException inPart(
      String reason, String message, List<ProducerRecord<byte[], byte[]>> rest) {
    return new PoisonRecordException(reason, message, null, rest);
  }

  public PoisonRecordException(String reason, String message) {
    this(reason, message, null);
  }

  /** What is published together with the dead letter. */
  public List<ProducerRecord<byte[], byte[]>> besides() {
    return besides;
  }

  /** Its message. */
  String sentence() {
    return sentence;
  }

  public String reason() {
    return reason;
  }
}
