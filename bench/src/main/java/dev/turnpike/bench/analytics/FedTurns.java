package dev.turnpike.bench.analytics;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Role;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Turns as they end in a running system, of about 2 kB, with times that differ. Nobody learns from
 * them, and nobody judges them, so that counting is measured.
 */
final class FedTurns {
  private static final String TEXT = "Lorem ipsum dolor sit amet, consectetur. ".repeat(20);
  private static final int USERS = 500;
  private static final List<String> AGENTS = List.of("default", "support", "sales");
  private static final List<String> MODELS = List.of("gpt-4o", "gpt-4o-mini");

  private final Random random;

  FedTurns(long seed) {
    random = new Random(seed);
  }

  CompletedTurn next() {
    return next(AGENTS.get(random.nextInt(AGENTS.size())));
  }

  /** One that ends now. */
  CompletedTurn next(String agent) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    String user = "bench-" + random.nextInt(USERS);
    Instant end = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Instant accepted = end.minusMillis(500 + random.nextInt(8_000));
    Instant first = accepted.plusMillis(20 + random.nextInt(400));
    String model = MODELS.get(random.nextInt(MODELS.size()));
    Usage usage =
        Usage.newBuilder()
            .setInputTokens(random.nextInt(2_000))
            .setOutputTokens(random.nextInt(800))
            .setCostNanoUsd(random.nextLong(10_000_000))
            .build();
    return CompletedTurn.newBuilder()
        .setTurnId(id)
        .setSessionId(user)
        .setUserId(user)
        .setStatus(random.nextInt(50) == 0 ? TurnStatus.FAILED : TurnStatus.COMPLETED)
        .setAttempts(random.nextInt(100) == 0 ? 2 : 1)
        .setOrigin(Origin.TASK)
        .setMemory(false)
        .setAgent(agent)
        .setPromptVersion("bench")
        .setModel(model)
        .setSimulated(false)
        .setInput(List.of(new ChatMessage(Role.USER, TEXT)))
        .setAnswer(TEXT)
        .setFinishReason("stop")
        .setSteps(List.of(step(model, first, end, usage)))
        .setUsage(usage)
        .setTimings(new Timings(accepted, accepted.plusMillis(5), first, end))
        .setRequest(new Provenance(id, Topics.CHAT_REQUESTS.name(), 0, 0L, ""))
        .build();
  }

  private static Step step(String model, Instant first, Instant end, Usage usage) {
    return Step.newBuilder()
        .setIndex(0)
        .setKind(StepKind.MODEL_CALL)
        .setName(model)
        .setAttempt(1)
        .setStartedAt(first.minusMillis(10))
        .setFirstTokenAt(first)
        .setFinishedAt(end)
        .setUsage(usage)
        .build();
  }
}
