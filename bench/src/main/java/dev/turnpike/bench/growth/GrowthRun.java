package dev.turnpike.bench.growth;

import dev.turnpike.bench.system.OwnSystem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Measures dimension by dimension on one system; partitions, which a system has from its beginning,
 * on one of their own for each size.
 */
final class GrowthRun {
  /** Learning takes no time, and judging, which would follow the turns, waits for its model. */
  private static final Map<String, String> SETTINGS =
      Map.of("MEMORY_MODEL", "sim:ttft=0,gap=0", "JUDGE_MODEL", "sim:fault=503");

  /** Those that a turn goes through. */
  private static final List<String> TOPICS =
      List.of("chat.requests", "chat.replies", "turns.completed");

  private final int rounds;
  private final Duration block;
  private final Duration warmUp;
  private final Consumer<String> show;

  /**
   * @param rounds of a block of Turnpike and one of the model at each size
   */
  GrowthRun(int rounds, Duration block, Duration warmUp, Consumer<String> show) {
    this.rounds = rounds;
    this.block = block;
    this.warmUp = warmUp;
    this.show = show;
  }

  List<Growth> run(List<Dimension> dimensions)
      throws IOException, SQLException, InterruptedException {
    Map<Dimension, Growth> growths = new EnumMap<>(Dimension.class);
    List<Dimension> onOneSystem =
        dimensions.stream().filter(each -> each != Dimension.PARTITIONS).toList();
    if (!onOneSystem.isEmpty()) {
      try (OwnSystem system = start(Map.of());
          Measure measure = new Measure(system.subject(), block)) {
        GrowthSteps steps = steps(system, measure);
        for (Dimension dimension : onOneSystem) {
          growths.put(dimension, told(Growth.of(dimension, steps.samples(dimension))));
        }
      }
    }
    if (dimensions.contains(Dimension.PARTITIONS)) {
      growths.put(Dimension.PARTITIONS, told(Growth.of(Dimension.PARTITIONS, partitions())));
    }
    return List.copyOf(growths.values());
  }

  private List<Sample> partitions() throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int size : Dimension.PARTITIONS.sizes()) {
      show.accept(Dimension.PARTITIONS.words(size));
      Map<String, Integer> partitions =
          TOPICS.stream().collect(Collectors.toMap(topic -> topic, _ -> size));
      try (OwnSystem system = start(partitions);
          Measure measure = new Measure(system.subject(), block)) {
        Sample sample = steps(system, measure).usual(size);
        samples.add(sample.with(Metric.CPU_WHEN_SILENT, measure.silent()));
      }
    }
    return samples;
  }

  private OwnSystem start(Map<String, Integer> partitions) {
    show.accept("Starting an own system …");
    return OwnSystem.start(new OwnSystem.Parts(true, false, partitions), List.of(), SETTINGS, show);
  }

  private GrowthSteps steps(OwnSystem system, Measure measure)
      throws IOException, InterruptedException {
    show.accept("Warming up for %d s …".formatted(warmUp.toSeconds()));
    GrowthSteps steps = new GrowthSteps(system, measure, rounds, block, show);
    steps.warmUp(warmUp);
    return steps;
  }

  private Growth told(Growth growth) {
    growth.sentences().forEach(sentence -> show.accept("  " + sentence));
    return growth;
  }
}
