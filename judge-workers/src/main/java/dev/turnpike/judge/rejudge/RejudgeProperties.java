package dev.turnpike.judge.rejudge;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How {@code ./turnpike rejudge} judges history.
 *
 * @param concurrentCalls how many calls to judging models run at once
 * @param mostLag turns that the judges of new turns may be behind; above it they have the models to
 *     themselves, until it is half of that
 */
@ConfigurationProperties("turnpike.judge.rejudge")
record RejudgeProperties(
    @DefaultValue("4") int concurrentCalls, @DefaultValue("100") long mostLag) {

  RejudgeProperties {
    if (concurrentCalls < 1) {
      throw new StartRefused(
          "turnpike.judge.rejudge.concurrent-calls is %d: it must be at least 1."
              .formatted(concurrentCalls));
    }
    if (mostLag < 0) {
      throw new StartRefused(
          "turnpike.judge.rejudge.most-lag is %d: it must be a number of turns, 0 or more."
              .formatted(mostLag));
    }
  }
}
