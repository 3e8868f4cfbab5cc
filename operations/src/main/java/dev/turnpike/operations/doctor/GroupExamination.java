package dev.turnpike.operations.doctor;

import dev.turnpike.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Who reads our topics, and how far behind they are. */
final class GroupExamination {

  private static final long MUCH = 10_000;

  private final Admin admin;

  private final Set<String> groups;

  /**
   * @param groups of the services, and no others: a shared cluster may have thousands
   */
  GroupExamination(Admin admin, Set<String> groups) {
    this.admin = admin;
    this.groups = new TreeSet<>(groups);
  }

  void examine(Consumer<Finding> findings)
      throws ExecutionException, InterruptedException, TimeoutException {
    int told = 0;
    for (String group : groups) {
      try {
        told += examine(group, findings) ? 1 : 0;
      } catch (ExecutionException e) {
        findings.accept(
            Finding.warning(
                "The consumer group %s can't be looked into (%s)."
                    .formatted(group, Told.reason(e))));
      }
    }
    if (told == 0) {
      findings.accept(
          Finding.warning("No service has read anything yet: no consumer group is known."));
    }
  }

  private boolean examine(String group, Consumer<Finding> findings)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    KafkaExamination.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null && Topics.named(partition.topic()).isPresent()) {
                committed.put(partition, offset);
              }
            });
    var members =
        KafkaExamination.await(
                Objects.requireNonNull(
                    admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)))
            .members();
    boolean ours =
        members.stream()
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .anyMatch(partition -> Topics.named(partition.topic()).isPresent());
    if (committed.isEmpty() && !ours) {
      return false;
    }
    long lag = lag(committed);
    findings.accept(told(group, members.size(), lag));
    return true;
  }

  private long lag(Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    committed.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    var latest = KafkaExamination.await(admin.listOffsets(ends).all());
    long lag = 0;
    for (var each : committed.entrySet()) {
      var end = latest.get(each.getKey());
      lag += end == null ? 0 : Math.max(0, end.offset() - each.getValue().offset());
    }
    return lag;
  }

  private static Finding told(String group, int members, long lag) {
    if (members == 0 && lag > 0) {
      return Finding.warning(
          "Group %s has no members and is %d records behind: start its service."
              .formatted(group, lag));
    }
    return lag > MUCH
        ? Finding.warning(
            "Group %s is %d records behind with %d members: give it time, or more of them."
                .formatted(group, lag, members))
        : Finding.good("Group %s: %d members, %d records behind.".formatted(group, members, lag));
  }
}
