package dev.turnpike.ingress.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log says of itself. */
record KafkaRead(List<Lag> requests, List<Group> groups, List<Letters> deadLetters) {

  /**
   * A partition of {@code chat.requests}.
   *
   * @param committed offset up to which all is done; 0 when nothing was ever committed
   * @param behind records from there to the end, those among them that run or are done included
   */
  record Lag(int partition, long committed, long end, long behind) {}

  /**
   * A consumer group on one topic.
   *
   * @param state as Kafka calls it, such as {@code Stable}; null when it can't be told
   * @param members -1 when it can't be told
   * @param behind records that it has not committed, markers of transactions included; -1 likewise
   * @param problem why something can't be told
   */
  record Group(
      String name,
      String topic,
      @Nullable String state,
      int members,
      long behind,
      @Nullable String problem) {}

  /**
   * A dead-letter topic.
   *
   * @param atMost how many offsets it holds: letters, and the markers of their transactions
   * @param newest when the newest was written; null when there is none
   */
  record Letters(String topic, long atMost, @Nullable Instant newest, @Nullable String problem) {}

  KafkaRead {
    requests = List.copyOf(requests);
    groups = List.copyOf(groups);
    deadLetters = List.copyOf(deadLetters);
  }
}
