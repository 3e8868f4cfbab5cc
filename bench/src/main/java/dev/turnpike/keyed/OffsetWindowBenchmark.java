package dev.turnpike.keyed;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Registers as many offsets as a window holds by default, then completes them; per offset. */
@State(Scope.Thread)
public class OffsetWindowBenchmark {

  static final int OUTSTANDING = 2_000;

  /** In which order records finish. */
  public enum Order {
    /** The watermark moves with each. */
    OLDEST_FIRST,
    RANDOM,
    /** One slow record: the watermark moves once, over everything. */
    OLDEST_LAST,
    /** The watermark moves half of the time, and what is done above it moves with it. */
    EVERY_OTHER_FIRST;

    List<Integer> of(int count) {
      var ascending = IntStream.range(0, count).boxed().collect(Collectors.toList());
      switch (this) {
        case OLDEST_FIRST -> {}
        case RANDOM -> Collections.shuffle(ascending, new Random(2_000));
        case OLDEST_LAST -> Collections.rotate(ascending, -1);
        case EVERY_OTHER_FIRST -> ascending.sort((a, b) -> b % 2 - a % 2);
      }
      return ascending;
    }
  }

  @Param private Order order = Order.OLDEST_FIRST;

  private final OffsetWindow window = new OffsetWindow(0);
  private int[] completions = {};

  @Setup
  public void order() {
    completions = order.of(OUTSTANDING).stream().mapToInt(Integer::intValue).toArray();
  }

  @Benchmark
  @OperationsPerInvocation(OUTSTANDING)
  public long registerAndComplete() {
    long first = window.watermark();
    for (int i = 0; i < OUTSTANDING; i++) {
      window.register(first + i);
    }
    for (int completion : completions) {
      window.complete(first + completion);
    }
    return window.watermark();
  }
}
