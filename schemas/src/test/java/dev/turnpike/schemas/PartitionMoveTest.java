package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What docs/operations/partitions.md says of sessions when {@code chat.requests} grows. */
class PartitionMoveTest {

  private static final int SESSIONS = 20_000;
  private static final int BEFORE = Topics.CHAT_REQUESTS.partitions();

  @Test
  void whenDoubledHalfOfTheSessionsMoveEachToItsPartitionsTwin() {
    var random = new Random(1843);
    int moved = 0;
    for (int i = 0; i < SESSIONS; i++) {
      var session = new UUID(random.nextLong(), random.nextLong()).toString();
      int before = partition(session, BEFORE);
      int after = partition(session, 2 * BEFORE);
      assertThat(after).isIn(before, before + BEFORE);
      moved += after == before ? 0 : 1;
    }
    assertThat(moved).isBetween(SESSIONS * 48 / 100, SESSIONS * 52 / 100);
  }

  /** As Kafka's producer places a key. */
  private static int partition(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
