package dev.turnpike.operations.recovery;

import dev.turnpike.events.MemoryChange;
import dev.turnpike.memory.book.LostDeletions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Deletes memories again of which the log has a tombstone. Whose one was is in the restored
 * database if it was learned before, else in what the log has of it; after compaction in neither,
 * and then what it says may be learned again.
 */
final class MemoriesTaker implements TopicPass.Taker<MemoryChange> {

  private final RecoveryOptions options;
  private final LostDeletions deletions;
  private final Map<UUID, String> owners = new HashMap<>();
  private final Map<UUID, Instant> deleted = new HashMap<>();

  MemoriesTaker(RecoveryOptions options, LostDeletions deletions) {
    this.options = options;
    this.deletions = deletions;
  }

  /** What is there again was not deleted for good. */
  @Override
  public void take(ConsumerRecord<byte[], byte[]> record, MemoryChange change) {
    owners.put(change.getMemoryId(), change.getUserId());
    deleted.remove(change.getMemoryId());
  }

  /** Each is published more than once; the first is nearest to the deletion. */
  @Override
  public void tombstone(ConsumerRecord<byte[], byte[]> record) {
    var memory = UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
    deleted.putIfAbsent(memory, Instant.ofEpochMilli(record.timestamp()));
  }

  /** After all was read; gives how many. */
  int deleteAgain() {
    int count = 0;
    for (var each : deleted.entrySet()) {
      var memory = each.getKey();
      var owner = Optional.ofNullable(owners.get(memory)).or(() -> deletions.owner(memory));
      if (owner.isPresent()) {
        count++;
        if (!options.dryRun()) {
          deletions.repeat(owner.get(), memory, each.getValue());
        }
      }
    }
    return count;
  }
}
