package dev.turnpike.embedded.model.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Streams many answers at once from a simulated model in a JVM of its own, and prints what that
 * costs and how well it keeps time: {@code [streams] [tokens per second] [seconds] [spread in ms]
 * [main class of another server]}. The generator takes part of the same machine, so its own
 * lateness is in the pacing error.
 */
public final class SimulatedModelLoad {
  private static final Duration TTFT = Duration.ofMillis(200);

  private SimulatedModelLoad() {}

  public static void main(String... arguments) throws Exception {
    int streams = argument(arguments, 0, 1_500);
    int rate = argument(arguments, 1, 20);
    int seconds = argument(arguments, 2, 20);
    int spreadMillis = argument(arguments, 3, 2_000);
    Process server =
        startServer(
            arguments.length > 4
                ? arguments[4]
                : "dev.turnpike.embedded.model.SimulatedModelApplication");
    try (BufferedReader output = server.inputReader()) {
      URI url = readUrl(output);
      run(url, 200, rate, 5, spreadMillis);
      System.out.println("warm; measuring");
      Duration cpuBefore = cpu(server.toHandle());
      Duration ownBefore = cpu(ProcessHandle.current());
      long begun = System.nanoTime();
      StreamReader reader = run(url, streams, rate, seconds, spreadMillis);
      double elapsed = (System.nanoTime() - begun) / 1e9;
      double cores = cpu(server.toHandle()).minus(cpuBefore).toNanos() / 1e9 / elapsed;
      double ownCores = cpu(ProcessHandle.current()).minus(ownBefore).toNanos() / 1e9 / elapsed;
      report(reader, streams, rate, elapsed, cores, ownCores);
      memory(server.pid()).forEach(System.out::println);
    } finally {
      server.destroy();
    }
  }

  private static StreamReader run(URI url, int streams, int rate, int seconds, int spreadMillis)
      throws IOException {
    String name =
        "sim:ttft=%d,rate=%d,tokens=%d,text=lorem".formatted(TTFT.toMillis(), rate, rate * seconds);
    StreamReader reader =
        new StreamReader(url, name, streams, rate * seconds, TTFT.toNanos(), 1_000_000_000L / rate);
    reader.run(Duration.ofMillis(spreadMillis));
    return reader;
  }

  private static void report(
      StreamReader reader, int streams, int rate, double elapsed, double cores, double ownCores) {
    long[] errors = reader.errorNanos();
    Arrays.sort(errors);
    System.out.printf(
        "streams %d at %d/s, %.1f s, complete %d, tokens %d (%.0f/s)%n",
        streams, rate, elapsed, reader.complete(), reader.received(), reader.received() / elapsed);
    System.out.printf(
        "server %.2f cores (%.1f CPU-ms per 1,000 tokens), generator %.2f cores%n",
        cores, cores * elapsed * 1e6 / reader.received(), ownCores);
    System.out.printf(
        "pacing error ms: p50 %.2f, p95 %.2f, p99 %.2f, p99.9 %.2f, max %.2f%n",
        at(errors, 0.5), at(errors, 0.95), at(errors, 0.99), at(errors, 0.999), at(errors, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }

  private static Process startServer(String mainClass) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            mainClass,
            "--port",
            "0")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static URI readUrl(BufferedReader output) throws IOException {
    String line = output.readLine();
    while (line != null && !line.contains("http://")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("The server did not start.");
    }
    return URI.create(line.substring(line.indexOf("http://")));
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static List<String> memory(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return List.of();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS") || line.startsWith("Threads"))
        .toList();
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
