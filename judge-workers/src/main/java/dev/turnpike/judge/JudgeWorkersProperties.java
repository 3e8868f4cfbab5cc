package dev.turnpike.judge;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How turns are judged.
 *
 * @param model the model that judges; empty: the default model
 * @param concurrentCalls how many calls to it run at once
 * @param rubrics where the rubrics are, as a pattern of Spring resources
 */
@ConfigurationProperties("turnpike.judge")
record JudgeWorkersProperties(
    @DefaultValue("") String model,
    @DefaultValue("16") int concurrentCalls,
    @DefaultValue("classpath:rubrics/*.md") String rubrics) {

  JudgeWorkersProperties {
    if (concurrentCalls < 1) {
      throw new StartRefused(
          "turnpike.judge.concurrent-calls is %d: it must be at least 1."
              .formatted(concurrentCalls));
    }
  }
}
