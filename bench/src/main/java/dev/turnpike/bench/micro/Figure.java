package dev.turnpike.bench.micro;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark measured with one choice of its parameters.
 *
 * @param benchmark class and method
 * @param nanos mean time of an operation
 * @param error half the width of the mean's 99.9 % confidence interval, in nanoseconds; NaN if
 *     there were too few samples
 * @param bytes allocated by all threads for an operation
 * @param perToken whether an operation is a token
 * @param samples nanoseconds for an operation, of each iteration
 */
record Figure(
    String benchmark,
    Map<String, String> parameters,
    double nanos,
    double error,
    double bytes,
    boolean perToken,
    List<Double> samples) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  Figure {
    parameters = Map.copyOf(parameters);
    samples = List.copyOf(samples);
  }

  static Figure of(RunResult run) {
    BenchmarkParams params = run.getParams();
    Map<String, String> parameters =
        params.getParamsKeys().stream().collect(Collectors.toMap(key -> key, params::getParam));
    Result<?> time = run.getPrimaryResult();
    Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
    return new Figure(
        name(params),
        parameters,
        time.getScore(),
        time.getScoreError(),
        allocated == null ? 0 : allocated.getScore(),
        perToken(params.getBenchmark()),
        run.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .map(iteration -> iteration.getPrimaryResult().getScore())
            .toList());
  }

  private static boolean perToken(String benchmark) {
    int dot = benchmark.lastIndexOf('.');
    try {
      return Arrays.stream(Class.forName(benchmark.substring(0, dot)).getMethods())
          .filter(method -> method.getName().equals(benchmark.substring(dot + 1)))
          .anyMatch(method -> method.isAnnotationPresent(PerToken.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("JMH ran what is not there: " + benchmark, e);
    }
  }

  /** Class and method, without the package. */
  static String name(BenchmarkParams params) {
    String[] names = params.getBenchmark().split("\\.");
    return names[names.length - 2] + "." + names[names.length - 1];
  }

  /** Parameters as {@code keys=64}, or nothing. */
  String choice() {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", "));
  }
}
