package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.Granularity;
import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How turns and scores are rolled up.
 *
 * @param application names the consumer group, and the internal topics begin with it
 * @param stateFolder where the stores are; of this instance alone. What is lost there is read again
 *     from the log
 * @param threads that work on it
 * @param standbyReplicas copies of the stores on other instances, so that one that fails is quickly
 *     replaced
 * @param partitions of the work by dimensions; can't be changed once there are rollups
 * @param grace how much older than the newest of its partition an event may be; what is older is
 *     late: counted, and left out
 * @param scoreGrace the same for scores, which may be given long before they are published: those
 *     of a turn are published together, after the last judge has answered
 * @param idle how long a partition must have been read to its end to follow the clock, which closes
 *     windows where no events come
 * @param publishInterval how often windows that have changed are published
 * @param commitInterval how often what was read and written is committed
 * @param minuteRetention how long rollups by minute are kept for queries
 * @param hourRetention how long rollups by hour, and alerts, are kept for queries
 * @param advertisedHost where other instances reach this one; empty: the address it listens on,
 *     else that of its host name
 */
@ConfigurationProperties("turnpike.analytics")
public record FlowProperties(
    @DefaultValue("turn-analytics") String application,
    @DefaultValue("") String stateFolder,
    @DefaultValue("1") int threads,
    @DefaultValue("1") int standbyReplicas,
    @DefaultValue("4") int partitions,
    @DefaultValue("1h") Duration grace,
    @DefaultValue("2d") Duration scoreGrace,
    @DefaultValue("30s") Duration idle,
    @DefaultValue("1s") Duration publishInterval,
    @DefaultValue("500ms") Duration commitInterval,
    @DefaultValue("3d") Duration minuteRetention,
    @DefaultValue("90d") Duration hourRetention,
    @DefaultValue("") String advertisedHost) {

  public FlowProperties {
    atLeast("threads", threads, 1);
    atLeast("standby-replicas", standbyReplicas, 0);
    atLeast("partitions", partitions, 1);
    positive("grace", grace);
    positive("score-grace", scoreGrace);
    positive("idle", idle);
    positive("publish-interval", publishInterval);
    positive("commit-interval", commitInterval);
    Duration longest = grace.compareTo(scoreGrace) > 0 ? grace : scoreGrace;
    longerThanGrace("minute-retention", minuteRetention, longest);
    longerThanGrace("hour-retention", hourRetention, longest);
  }

  Duration grace(Kind kind) {
    return kind == Kind.SCORES ? scoreGrace : grace;
  }

  Duration retention(Granularity granularity) {
    return granularity == Granularity.HOUR ? hourRetention : minuteRetention;
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new StartRefused(
          "turnpike.analytics.%s is %d: it must be at least %d.".formatted(name, value, least));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new StartRefused(
          "turnpike.analytics.%s is %s: write a time above 0, such as 30s.".formatted(name, value));
    }
  }

  /** What is not closed yet must not be deleted. */
  private static void longerThanGrace(String name, Duration value, Duration grace) {
    Duration least = grace.plusHours(2);
    if (value.compareTo(least) < 0) {
      throw new StartRefused(
          "turnpike.analytics.%s is %s: it must be at least two hours more than the longest grace, here %s."
              .formatted(name, value, least));
    }
  }
}
