package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.Rollup;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Which partition counts an entry: all that can raise the same alert are counted by one; markers go
 * to all.
 */
final class Placement implements StreamPartitioner<String, Rollup> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, Rollup value, int numPartitions) {
    if (Marker.isOne(key)) {
      return Optional.of(
          IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
    Dimensions dimensions = Dimensions.parse(key);
    String together =
        dimensions.kind() == Kind.SCORES ? ScoreGroup.of(dimensions).text() : dimensions.text();
    int hash = Utils.toPositive(Utils.murmur2(together.getBytes(StandardCharsets.UTF_8)));
    return Optional.of(Set.of(hash % numPartitions));
  }
}
