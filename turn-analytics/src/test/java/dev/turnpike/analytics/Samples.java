package dev.turnpike.analytics;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import dev.turnpike.testing.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns and scores of a given time. */
public final class Samples {

  private Samples() {}

  /** It was accepted two seconds before, and its first token came after one. */
  public static CompletedTurn.Builder turn(Instant finished) {
    Instant accepted = finished.minusSeconds(2);
    return Turns.builder("ada", Turns.user("Hi"))
        .setTimings(
            Timings.newBuilder()
                .setAcceptedAt(accepted)
                .setStartedAt(accepted.plusMillis(10))
                .setFirstTokenAt(accepted.plusSeconds(1))
                .setFinishedAt(finished)
                .build())
        .setUsage(usage(10, 20, 7L));
  }

  public static Usage usage(long input, long output, @Nullable Long cost) {
    return Usage.newBuilder()
        .setInputTokens(input)
        .setOutputTokens(output)
        .setCostNanoUsd(cost)
        .build();
  }

  public static Step step(StepKind kind, String name, Instant from, Duration length) {
    return Step.newBuilder()
        .setIndex(0)
        .setKind(kind)
        .setName(name)
        .setAttempt(1)
        .setStartedAt(from)
        .setFinishedAt(from.plus(length))
        .build();
  }

  public static TurnScore.Builder score(String rubric, double score, Instant at) {
    UUID turn = UUID.randomUUID();
    return TurnScore.newBuilder()
        .setTurnId(turn)
        .setSessionId("s")
        .setUserId("ada")
        .setRubric(rubric)
        .setRubricVersion("r1")
        .setJudgeModel("judge")
        .setScore(score)
        .setReasoning("because")
        .setAgent("default")
        .setPromptVersion("p1")
        .setAnswerModel("gpt")
        .setOrigin(Origin.NATIVE)
        .setUsage(Usage.newBuilder().build())
        .setScoredAt(at)
        .setProvenance(new Provenance(turn, "turns.completed", 0, 0L, ""));
  }
}
