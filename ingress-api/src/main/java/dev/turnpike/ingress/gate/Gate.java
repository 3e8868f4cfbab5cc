package dev.turnpike.ingress.gate;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.platform.Watch;
import org.springframework.stereotype.Component;

/**
 * Refuses a request at once while Kafka or the database is known to be away, instead of letting it
 * wait for a time-out. The watches open it again.
 */
@Component
public class Gate {
  private final Watch kafka;
  private final Watch database;

  Gate(Watch kafkaWatch, Watch databaseWatch) {
    this.kafka = kafkaWatch;
    this.database = databaseWatch;
  }

  public void requireDatabase() {
    if (!database.isUp()) {
      throw Problem.unavailable(
          "database_unavailable", "The database can't be reached: try again in a moment.");
    }
  }

  /** For turns: a worker can't run one without the database either. */
  public void requireAll() {
    if (!kafka.isUp()) {
      throw Problem.unavailable(
          "kafka_unavailable", "Kafka can't be reached: try again in a moment.");
    }
    requireDatabase();
  }

  public boolean isKafkaUp() {
    return kafka.isUp();
  }
}
