package dev.turnpike.chaos.audit;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the consumer groups are behind what was read from the topics. */
final class Lag implements AutoCloseable {
  private final Admin admin;

  Lag(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /**
   * @param next by partition, the offset after the last record
   */
  long of(String group, Map<TopicPartition, Long> next) throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return next.entrySet().stream()
          .mapToLong(each -> each.getValue() - offset(committed.get(each.getKey())))
          .filter(lag -> lag > 0)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The offsets of group %s are unknown".formatted(group), e);
    }
  }

  private static long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  @Override
  public void close() {
    admin.close();
  }
}
