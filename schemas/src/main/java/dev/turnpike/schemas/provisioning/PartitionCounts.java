package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many partitions topics get when they are made, where that is not what {@link Topics} says: a
 * bigger cluster has more.
 *
 * @param chosen by the topic's name
 */
public record PartitionCounts(Map<String, Integer> chosen) {

  /** As {@link Topics} says. */
  public static final PartitionCounts DEFAULT = new PartitionCounts(Map.of());

  public PartitionCounts {
    chosen = Map.copyOf(chosen);
    chosen.forEach(PartitionCounts::check);
  }

  public int of(Topic<?> topic) {
    return chosen.getOrDefault(topic.name(), topic.partitions());
  }

  /** Whether code places records by the number that {@link Topics} says. */
  static boolean isFixed(Topic<?> topic) {
    return topic.equals(Topics.MEMORY_CHANGES);
  }

  private static void check(String name, int partitions) {
    Topic<?> topic =
        Topics.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No partitions can be chosen for %s: it can be done for %s."
                            .formatted(name, changeable())));
    if (isFixed(topic)) {
      throw new IllegalArgumentException(
          "%s always has %d partitions, since its writers place each user's changes by that number: leave it out."
              .formatted(name, topic.partitions()));
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "%s can't have %d partitions: write a number from 1.".formatted(name, partitions));
    }
  }

  private static String changeable() {
    return Topics.ALL.stream()
        .filter(topic -> !isFixed(topic))
        .map(Topic::name)
        .collect(Collectors.joining(", "));
  }
}
