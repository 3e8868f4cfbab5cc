package dev.turnpike.analytics.flow;

import dev.turnpike.platform.EventRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The running flow. It starts after the HTTP server, whose port other instances are told, and stops
 * before it.
 *
 * <p>A thread that fails is replaced after a pause, however often: most failures are outages, which
 * are waited out, and the others show in the health, the log and {@code
 * turnpike.analytics.thread.failures}.
 */
public final class AnalyticsStreams implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(AnalyticsStreams.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String INTERNAL_TOPICS = "Existing internal topic";

  private final Supplier<KafkaStreams> maker;
  private final FlowMeters meters;
  private final Duration grace;
  private volatile @Nullable KafkaStreams streams;

  /**
   * @param maker gives streams that are not started
   * @param grace how long stopping may take
   */
  public AnalyticsStreams(Supplier<KafkaStreams> maker, FlowMeters meters, Duration grace) {
    this.maker = maker;
    this.meters = meters;
    this.grace = grace;
  }

  @Override
  public synchronized void start() {
    if (streams == null) {
      KafkaStreams made = maker.get();
      made.setUncaughtExceptionHandler(this::replace);
      made.start();
      streams = made;
    }
  }

  @Override
  public synchronized void stop() {
    KafkaStreams running = streams;
    streams = null;
    if (running != null) {
      boolean stopped =
          running.close(
              CloseOptions.timeout(grace)
                  .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
      if (!stopped) {
        log.atWarn().addKeyValue("grace", grace).log("Did not stop in time");
      }
    }
  }

  @Override
  public boolean isRunning() {
    return streams != null;
  }

  /** What is running; null before the start and after the stop. */
  public @Nullable KafkaStreams streams() {
    return streams;
  }

  /** Whether all that this instance has to do is being done. */
  public boolean isWorking() {
    KafkaStreams current = streams;
    return current != null && current.state() == KafkaStreams.State.RUNNING;
  }

  /** How many records of a topic its consumers have not read yet; 0 while it is not known. */
  public double lag(String topic) {
    KafkaStreams current = streams;
    return current == null
        ? 0
        : current.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("records-lag"))
            .filter(metric -> isOf(topic, metric.metricName().tags().get("topic")))
            .mapToDouble(metric -> metric.metricValue() instanceof Double value ? value : 0)
            .filter(Double::isFinite)
            .sum();
  }

  /** Kafka's metrics have underscores for dots, or not, by their version. */
  private static boolean isOf(String topic, @Nullable String tag) {
    return topic.equals(tag) || topic.replace('.', '_').equals(tag);
  }

  /** What it is doing, for people. */
  public String state() {
    KafkaStreams current = streams;
    return current == null ? "STOPPED" : current.state().name();
  }

  /** The handler of the dying thread: it may take its time. */
  private StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse replace(Throwable failure) {
    meters.threadFailed();
    log.atWarn()
        .addKeyValue("outage", EventRecords.isOutage(failure))
        .addKeyValue("failure", types(failure))
        .log("A thread failed and is replaced");
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Kafka's messages may quote a record; what is said of internal topics does not, and must be. */
  private static List<String> types(Throwable failure) {
    List<String> types = new ArrayList<>();
    for (Throwable each = failure; each != null && types.size() < 10; each = each.getCause()) {
      var trace = each.getStackTrace();
      String message = String.valueOf(each.getMessage());
      types.add(
          each.getClass().getName()
              + (message.startsWith(INTERNAL_TOPICS) ? ": " + message : "")
              + (trace.length == 0 ? "" : " at " + trace[0]));
    }
    return types;
  }
}
