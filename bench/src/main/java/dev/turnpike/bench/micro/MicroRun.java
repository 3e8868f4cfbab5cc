package dev.turnpike.bench.micro;

import dev.turnpike.bench.system.BenchRefusal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks on the class path whose names match. How they run is said here alone, not in
 * annotations, so that a result can say it.
 */
final class MicroRun {
  private final MicroSettings settings;
  private final MicroProgress progress;

  MicroRun(MicroSettings settings, MicroProgress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** One figure for each benchmark and choice of its parameters; none if no name matches. */
  List<Figure> run(Pattern only) {
    try {
      return new Runner(options(only), progress).run().stream().map(Figure::of).toList();
    } catch (NoBenchmarksException e) {
      return List.of();
    } catch (RunnerException e) {
      throw new BenchRefusal(
          "The micro-benchmarks ended early: " + e.getMessage() + progress.lastWords(), e);
    }
  }

  private Options options(Pattern only) {
    TimeValue iteration = TimeValue.milliseconds(settings.iterationMillis());
    return new OptionsBuilder()
        .include(only.pattern())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(settings.forks())
        .warmupIterations(settings.warmUps())
        .warmupTime(iteration)
        .measurementIterations(settings.iterations())
        .measurementTime(iteration)
        .jvmArgs(settings.javaOptions().toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .build();
  }
}
