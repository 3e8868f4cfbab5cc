package dev.turnpike.bench.growth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What grows, at three sizes, while everything else stays as it is. */
enum Dimension {
  LOAD("streams at once", "with everybody asking again at once", 20, 60, 200),
  STREAMS("open streams", "on which nothing is said", 100, 300, 1_000),
  SESSIONS("sessions", "that others have had, of four turns each", 1_000, 3_000, 10_000),
  HISTORY("turns", "that the sessions have had before", 10, 30, 100),
  ANSWERS("tokens", "of each answer", 50, 150, 500),
  MEMORIES("facts", "that are known about the user", 100, 1_000, 10_000),
  PARTITIONS("partitions", "of each topic that a turn goes through", 8, 25, 80);

  private final String unit;
  private final String meaning;
  private final int smallest;
  private final int middle;
  private final int largest;

  Dimension(String unit, String meaning, int smallest, int middle, int largest) {
    this.unit = unit;
    this.meaning = meaning;
    this.smallest = smallest;
    this.middle = middle;
    this.largest = largest;
  }

  /** As options name it. */
  String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is measured now. */
  String words(int size) {
    return String.format(Locale.ROOT, "%s: %,d %s", option(), size, unit);
  }

  String unit() {
    return unit;
  }

  String meaning() {
    return meaning;
  }

  List<Integer> sizes() {
    return List.of(smallest, middle, largest);
  }

  /**
   * @throws IllegalArgumentException with a sentence that names those that there are
   */
  static Dimension named(String option) {
    return Arrays.stream(values())
        .filter(each -> each.option().equals(option))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Nothing called '%s' grows here: --only takes %s."
                        .formatted(option, options())));
  }

  static String options() {
    return Arrays.stream(values()).map(Dimension::option).collect(Collectors.joining(", "));
  }
}
