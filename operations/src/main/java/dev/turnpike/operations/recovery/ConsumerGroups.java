package dev.turnpike.operations.recovery;

import dev.turnpike.operations.console.Refusal;
import dev.turnpike.platform.turns.Stretch;
import dev.turnpike.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The services' consumer groups: whether they are at rest, and how far they have read. */
final class ConsumerGroups {

  /** All that write what a recovery writes. */
  static final List<String> WRITERS =
      List.of("agent-workers", "judge-workers", "memory-extractor", "ingress-usage");

  /** Those whose tables are made again by reading again; each turn counts once. */
  static final List<String> PROJECTIONS = List.of("memory-extractor", "ingress-usage");

  private static final int PATIENCE_SECONDS = 15;

  private final Admin admin;

  ConsumerGroups(Admin admin) {
    this.admin = admin;
  }

  /**
   * @throws Refusal when a service runs
   */
  void requireRest() {
    var busy = new ArrayList<String>();
    var described = admin.describeConsumerGroups(WRITERS).describedGroups();
    described.forEach(
        (group, description) -> {
          try {
            if (!get(description).members().isEmpty()) {
              busy.add(group);
            }
          } catch (GroupIdNotFoundException e) {
            // it has never run
          }
        });
    if (!busy.isEmpty()) {
      throw new Refusal(
          "The consumer groups %s still have members: stop all services first (one that was killed is known to be gone after about ten seconds)."
              .formatted(String.join(", ", busy.stream().sorted().toList())));
    }
  }

  /**
   * How far each projection would go back to read from a place on; those that are not there yet
   * stay.
   *
   * @param really whether to set them back
   * @return records by group; without those that have no place yet and begin at the beginning
   */
  Map<String, Long> rewind(Stretch stretch, boolean really) {
    Map<String, Long> rewound = new HashMap<>();
    for (String group : PROJECTIONS) {
      Map<TopicPartition, OffsetAndMetadata> target = new HashMap<>();
      long records = 0;
      var committed = committed(group);
      for (var at : committed.entrySet()) {
        Long from = stretch.from().get(at.getKey().partition());
        if (from != null && from < at.getValue()) {
          records += at.getValue() - from;
          target.put(at.getKey(), new OffsetAndMetadata(from));
        }
      }
      if (really && !target.isEmpty()) {
        var _ = get(admin.alterConsumerGroupOffsets(group, target).all());
      }
      if (!committed.isEmpty()) {
        rewound.put(group, records);
      }
    }
    return rewound;
  }

  private Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    try {
      get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .forEach(
              (partition, offset) -> {
                if (offset != null && partition.topic().equals(Topics.TURNS_COMPLETED.name())) {
                  committed.put(partition, offset.offset());
                }
              });
    } catch (GroupIdNotFoundException e) {
      // it begins at the beginning
    }
    return committed;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException missing) {
        throw missing;
      }
      throw new KafkaException("Kafka refused: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka did not answer within " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
    }
  }
}
