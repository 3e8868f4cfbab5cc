package dev.turnpike.ingress.operations;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Failures in words for an operator. Texts of Kafka's clients name topics and groups and are passed
 * on; those of the database may quote rows and are not.
 */
final class Failures {
  private static final int LONGEST = 300;

  private Failures() {}

  /** What is wrong with a source, and what to do where that is known. */
  static String sentence(String source, Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof AuthorizationException) {
      return "Kafka refuses it to this service (%s): run ./turnpike provision with --acls of this version."
          .formatted(text(cause));
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "A topic is missing: run ./turnpike provision.";
    }
    if (cause instanceof TimeoutException) {
      return source + " can't be reached: no answer in time.";
    }
    if (cause instanceof KafkaException) {
      return "%s can't be read: %s.".formatted(source, text(cause));
    }
    if (cause instanceof SQLException sql) {
      return "%s can't be read: SQL state %s.".formatted(source, sql.getSQLState());
    }
    return "%s can't be read: %s.".formatted(source, cause.getClass().getSimpleName());
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause instanceof org.springframework.dao.DataAccessException
            || cause.getClass().equals(KafkaException.class))) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String text(Throwable cause) {
    String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
