package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a dead letter is.
 *
 * @param topic that it was for
 */
record LetterPlace(Topic<?> topic, int partition, long offset) {
  /**
   * @throws Problem 404 for what can be no dead letter
   */
  static LetterPlace of(String deadLetterTopic, int partition, long offset) {
    if (partition < 0 || offset < 0) {
      throw Problem.notFound("offset", "There is no such dead letter.");
    }
    return new LetterPlace(topicOf(deadLetterTopic), partition, offset);
  }

  /** The topic whose dead letters a topic holds. */
  static Topic<?> topicOf(String deadLetterTopic) {
    return Topics.ALL.stream()
        .filter(each -> each.deadLetterTopic().equals(deadLetterTopic))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("topic", "There is no such topic of dead letters."));
  }

  TopicPartition in() {
    return new TopicPartition(topic.deadLetterTopic(), partition);
  }

  /** As audit events name it. */
  String name() {
    return "%s/%d/%d".formatted(topic.deadLetterTopic(), partition, offset);
  }
}
