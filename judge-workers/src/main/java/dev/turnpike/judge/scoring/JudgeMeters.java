package dev.turnpike.judge.scoring;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Usage;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.metrics.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What is measured of judging. A score that is found stored was measured when it was given.
 *
 * <p>Labels are bounded: rubrics are those that are configured, and beyond the first pairs of agent
 * and prompt version that this instance meets, all others count as {@code other}.
 */
final class JudgeMeters {

  static final int MOST_PROMPTS = 100;
  private static final String OTHER = "other";

  /** An agent with one version of its prompt. */
  private record Prompt(String agent, String version) {}

  private final MeterRegistry meters;
  private final Clock clock;
  private final Timer delay;
  private final Set<Prompt> prompts = new HashSet<>(); // guarded by itself

  JudgeMeters(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.delay =
        Buckets.delay(Timer.builder("turnpike.judge.delay"))
            .description("From the end of a turn until it has a score")
            .register(meters);
  }

  /** From now on there is something to read of a rubric, also before it has come to pass. */
  void expect(Rubric rubric) {
    failures(rubric);
    cost(rubric);
    for (Skip reason : Skip.values()) {
      skips(rubric, reason);
    }
  }

  void scored(CompletedTurn turn, Rubric rubric, Verdict verdict) {
    var prompt = known(new Prompt(turn.getAgent(), turn.getPromptVersion()));
    DistributionSummary.builder("turnpike.judge.score")
        .description("Scores given, 0 to 1, as the rubric defines them")
        .tags("rubric", rubric.name(), "agent", prompt.agent(), "prompt_version", prompt.version())
        .serviceLevelObjectives(0.25, 0.5, 0.75, 1)
        .register(meters)
        .record(verdict.score());
    delay.record(Duration.between(turn.getTimings().getFinishedAt(), clock.instant()));
    used(rubric, verdict.usage());
  }

  void skipped(Rubric rubric, Skip reason) {
    skips(rubric, reason).increment();
  }

  /** No valid verdict, and what the tries consumed. */
  void failed(Rubric rubric, Usage usage) {
    failures(rubric).increment();
    used(rubric, usage);
  }

  private void used(Rubric rubric, Usage usage) {
    tokens(rubric, "input", usage.getInputTokens());
    tokens(rubric, "output", usage.getOutputTokens());
    var nanoUsd = usage.getCostNanoUsd();
    if (nanoUsd != null) {
      cost(rubric).increment(nanoUsd / 1e9);
    }
  }

  private Counter skips(Rubric rubric, Skip reason) {
    return Counter.builder("turnpike.judge.skipped")
        .description("Completed turns that were not judged, by rubric and reason")
        .tags("rubric", rubric.name(), "reason", reason.label())
        .register(meters);
  }

  private Counter failures(Rubric rubric) {
    return Counter.builder("turnpike.judge.failures")
        .description("Turns that a judge gave no valid verdict on, however often it was asked")
        .tags("rubric", rubric.name())
        .register(meters);
  }

  private Counter cost(Rubric rubric) {
    return Counter.builder("turnpike.judge.cost")
        .description("What judging cost, where the price is known")
        .baseUnit("usd")
        .tags("rubric", rubric.name())
        .register(meters);
  }

  private void tokens(Rubric rubric, String kind, long count) {
    Counter.builder("turnpike.judge.tokens")
        .description("Tokens that judging used")
        .tags("rubric", rubric.name(), "kind", kind)
        .register(meters)
        .increment((double) count);
  }

  private Prompt known(Prompt prompt) {
    synchronized (prompts) {
      boolean fits = prompts.contains(prompt) || prompts.size() < MOST_PROMPTS;
      if (fits) {
        prompts.add(prompt);
      }
      return fits ? prompt : new Prompt(OTHER, OTHER);
    }
  }
}
