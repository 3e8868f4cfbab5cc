package dev.turnpike.judge.evaluation;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.judge.evaluation.Answered.ToolUse;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.judge.verdict.NoVerdictException;
import dev.turnpike.models.ModelException.ModelOutage;
import dev.turnpike.models.Usages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Grades answers in this process: each under every rubric, whatever the service samples or may
 * spend. A judge that is away is waited for, for a while. Thread-safe.
 */
final class AnswerGrader {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int NANO = 1_000_000_000;

  private final Judge judge;
  private final Judges judges;
  private final Duration patience;

  /** Judging models that were waited for in vain, once: then they are not waited for again. */
  private final Set<String> away = ConcurrentHashMap.newKeySet();

  private final List<Usage> used = new ArrayList<>(); // guarded by itself

  /**
   * @param patience how long a judge that is away is waited for, each time
   */
  AnswerGrader(Judge judge, Judges judges, Duration patience) {
    this.judge = judge;
    this.judges = judges;
    this.patience = patience;
  }

  /** Nothing of an answer that did not complete. */
  List<ScoreResult> grade(Item item, Answered answered) throws InterruptedException {
    if (!answered.completed()) {
      return List.of();
    }
    var turn = turn(item, answered);
    List<ScoreResult> scores = new ArrayList<>();
    for (var assignment : judges.assignments()) {
      scores.add(grade(turn, item.reference(), assignment));
    }
    return scores;
  }

  Totals.Judging used() {
    synchronized (used) {
      var sum = Usages.sum(used);
      var cost = sum.getCostNanoUsd();
      return new Totals.Judging(
          sum.getInputTokens(), sum.getOutputTokens(), cost == null ? null : cost / (double) NANO);
    }
  }

  private ScoreResult grade(CompletedTurn turn, @Nullable String reference, Assignment assignment)
      throws InterruptedException {
    var rubric = assignment.rubric().name();
    if (judges.isOwnModel(assignment, turn.getModel())) {
      return ScoreResult.missing(rubric, "own_model");
    }
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        var verdict = judge.judge(turn, reference == null ? "" : reference, assignment);
        note(verdict.usage());
        return new ScoreResult(rubric, verdict.score(), verdict.reasoning(), null);
      } catch (NoVerdictException e) {
        note(e.usage());
        return ScoreResult.missing(rubric, "no_verdict");
      } catch (ModelOutage e) {
        if (System.nanoTime() - end > 0 || away.contains(assignment.model())) {
          away.add(assignment.model());
          return ScoreResult.missing(rubric, "judge_unavailable");
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private void note(Usage usage) {
    synchronized (used) {
      used.add(usage);
    }
  }

  /** As judges see turns: of the conversation only the last message is what was asked. */
  private static CompletedTurn turn(Item item, Answered answered) {
    var id = answered.turn().isEmpty() ? new UUID(0, 0) : UUID.fromString(answered.turn());
    var now = Instant.EPOCH;
    return CompletedTurn.newBuilder()
        .setTurnId(id)
        .setSessionId("evaluation")
        .setUserId("evaluation")
        .setStatus(TurnStatus.COMPLETED)
        .setAttempts(answered.attempts())
        .setOrigin(Origin.EVALUATION)
        .setAgent(answered.agent())
        .setPromptVersion(answered.promptVersion())
        .setModel(answered.model())
        .setSimulated(answered.simulated())
        .setInput(List.of(item.messages().getLast().event()))
        .setRecentHistory(history(item))
        .setRecalled(item.recording() == null ? List.of() : item.recording().getRecalled())
        .setAnswer(answered.answer())
        .setSteps(answered.tools().stream().map(AnswerGrader::step).toList())
        .setUsage(Usages.none())
        .setTimings(new Timings(now, now, now, now))
        .setRequest(new Provenance(id, "", 0, 0L, ""))
        .build();
  }

  private static List<ChatMessage> history(Item item) {
    return item.history().stream().map(Message::event).toList();
  }

  private static Step step(ToolUse use) {
    return Step.newBuilder()
        .setIndex(0)
        .setKind(StepKind.TOOL_CALL)
        .setName(use.name())
        .setAttempt(1)
        .setInput(use.arguments())
        .setOutput(use.result())
        .setStartedAt(Instant.EPOCH)
        .setFinishedAt(Instant.EPOCH)
        .build();
  }
}
