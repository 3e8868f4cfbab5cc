package dev.turnpike.keyed;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writes and reads the done offsets of a window as commit metadata: once for each commit. */
@State(Scope.Thread)
public class CommitMetadataBenchmark {

  /** Which offsets above the watermark are done. */
  public enum Done {
    ONE_IN_200(2_000, 200, 0),
    ALL_BUT_ONE_IN_200(2_000, 200, 1),
    EVERY_OTHER(2_000, 2, 0),
    EVERY_OTHER_OF_THE_MOST(OffsetWindow.MAX_SPAN, 2, 0);

    private final int span;
    private final int period;
    private final int inverted;

    Done(int span, int period, int inverted) {
      this.span = span;
      this.period = period;
      this.inverted = inverted;
    }

    OffsetWindow window() {
      var window = new OffsetWindow(0);
      for (int i = 0; i < span; i++) {
        window.register(i);
      }
      for (int i = 1; i < span; i++) {
        boolean last = i % period == period - 1;
        if (last == (inverted == 0)) {
          window.complete(i);
        }
      }
      return window;
    }
  }

  @Param private Done done = Done.EVERY_OTHER;

  private OffsetWindow window = new OffsetWindow(0);
  private String metadata = "";

  @Setup
  public void complete() {
    window = done.window();
    metadata = window.metadata();
  }

  @Benchmark
  public String write() {
    return window.metadata();
  }

  @Benchmark
  public Object read() {
    return OffsetWindow.restore(0, metadata);
  }
}
