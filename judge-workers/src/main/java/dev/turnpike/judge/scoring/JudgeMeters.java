package dev.turnpike.judge.scoring;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Usage;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
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
  private final Set<Prompt> prompts = new HashSet<>(); // guarded by itself

  JudgeMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void scored(CompletedTurn turn, Rubric rubric, Verdict verdict) {
    var prompt = known(new Prompt(turn.getAgent(), turn.getPromptVersion()));
    DistributionSummary.builder("turnpike.judge.score")
        .description("Scores given, 0 to 1, as the rubric defines them")
        .tags("rubric", rubric.name(), "agent", prompt.agent(), "prompt_version", prompt.version())
        .serviceLevelObjectives(0.25, 0.5, 0.75, 1)
        .register(meters)
        .record(verdict.score());
    used(rubric, verdict.usage());
  }

  void skipped(Rubric rubric, Skip reason) {
    Counter.builder("turnpike.judge.skipped")
        .description("Completed turns that were not judged, by rubric and reason")
        .tags("rubric", rubric.name(), "reason", reason.label())
        .register(meters)
        .increment();
  }

  /** No valid verdict, and what the tries consumed. */
  void failed(Rubric rubric, Usage usage) {
    Counter.builder("turnpike.judge.failures")
        .description("Turns that a judge gave no valid verdict on, however often it was asked")
        .tags("rubric", rubric.name())
        .register(meters)
        .increment();
    used(rubric, usage);
  }

  private void used(Rubric rubric, Usage usage) {
    tokens(rubric, "input", usage.getInputTokens());
    tokens(rubric, "output", usage.getOutputTokens());
    var nanoUsd = usage.getCostNanoUsd();
    if (nanoUsd != null) {
      Counter.builder("turnpike.judge.cost")
          .description("What judging cost, where the price is known")
          .baseUnit("usd")
          .tags("rubric", rubric.name())
          .register(meters)
          .increment(nanoUsd / 1e9);
    }
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
