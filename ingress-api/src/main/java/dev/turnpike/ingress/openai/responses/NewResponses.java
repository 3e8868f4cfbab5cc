package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.openai.Asked;
import dev.turnpike.ingress.openai.AwaitedReplies;
import dev.turnpike.ingress.openai.CallHeaders;
import dev.turnpike.ingress.openai.StreamedReplies;
import dev.turnpike.ingress.openai.StreamedReplies.Exchange;
import dev.turnpike.ingress.openai.TurnNames;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.task.AsyncTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

/** Starts responses: streamed, awaited or in the background. */
final class NewResponses {
  private final TurnIntake intake;
  private final ResponseQuestions questions;
  private final StreamedReplies streamed;
  private final AwaitedReplies awaited;
  private final AsyncTaskExecutor blockingExecutor;
  private final JsonMapper json;
  private final Clock clock;

  NewResponses(
      TurnIntake intake,
      ResponseQuestions questions,
      StreamedReplies streamed,
      AwaitedReplies awaited,
      AsyncTaskExecutor blockingExecutor,
      JsonMapper json,
      Clock clock) {
    this.intake = intake;
    this.questions = questions;
    this.streamed = streamed;
    this.awaited = awaited;
    this.blockingExecutor = blockingExecutor;
    this.json = json;
    this.clock = clock;
  }

  /** In the background it goes on when its client is gone. */
  void stream(Caller caller, ResponseRequest request, CallHeaders headers, Exchange exchange) {
    UUID id = intake.nextId();
    ResponseSettings settings = settings(id, request);
    EventNumbers numbers = new EventNumbers(json, -1);
    ResponseEvents events =
        new ResponseEvents(() -> settings, new StreamedOutput(id, numbers), numbers);
    boolean tied = !request.background();
    String previous = request.previousResponseId();
    if (previous == null) {
      streamed.to(exchange, begun(id, caller, request, headers), events, tied);
    } else {
      streamed.to(exchange, id, () -> goneOn(id, caller, request, previous, headers), events, tied);
    }
  }

  /** Answers once the log has the turn. */
  CompletableFuture<Map<String, Object>> begin(
      Caller caller, ResponseRequest request, CallHeaders headers) {
    UUID id = intake.nextId();
    ResponseSettings settings = settings(id, request);
    return asked(id, caller, request, headers)
        .thenCompose(this::started)
        .thenApply(_ -> ResponseBody.of(settings, new ResponseState.Queued(), List.of()));
  }

  /** Answers when the turn has ended. */
  CompletableFuture<Map<String, Object>> answer(
      Caller caller, ResponseRequest request, CallHeaders headers) {
    UUID id = intake.nextId();
    ResponseSettings settings = settings(id, request);
    return asked(id, caller, request, headers)
        .thenCompose(awaited::to)
        .thenApply(AwaitedReplies::requireAnswered)
        .thenApply(turn -> body(settings, id, turn));
  }

  private static Map<String, Object> body(ResponseSettings settings, UUID id, CompletedTurn turn) {
    return ResponseBody.of(settings, StreamedOutput.messageId(id), turn);
  }

  private CompletableFuture<Void> started(Asked asked) {
    return intake.start(asked.id(), asked.caller(), asked.question());
  }

  private CompletableFuture<Asked> asked(
      UUID id, Caller caller, ResponseRequest request, CallHeaders headers) {
    String previous = request.previousResponseId();
    if (previous == null) {
      return CompletableFuture.completedFuture(begun(id, caller, request, headers));
    }
    CompletableFuture<Asked> asked = new CompletableFuture<>();
    blockingExecutor.execute(
        () -> {
          try {
            asked.complete(goneOn(id, caller, request, previous, headers));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked.completeExceptionally(e);
          } catch (RuntimeException e) {
            asked.completeExceptionally(e);
          }
        });
    return asked;
  }

  private Asked begun(UUID id, Caller caller, ResponseRequest request, CallHeaders headers) {
    Asked asked = questions.begin(id, caller, request, headers);
    intake.requireOpen(asked.caller());
    return asked;
  }

  private Asked goneOn(
      UUID id, Caller caller, ResponseRequest request, String previous, CallHeaders headers)
      throws InterruptedException {
    Asked asked = questions.goOn(id, caller, request, previous, headers);
    intake.requireOpen(asked.caller());
    return asked;
  }

  private ResponseSettings settings(UUID id, ResponseRequest request) {
    return new ResponseSettings(
        TurnNames.of(ResponseTurns.PREFIX, id),
        clock.instant().getEpochSecond(),
        request.model(),
        request.background(),
        request.instructions(),
        request.previousResponseId(),
        request.sampling(),
        request.labels().values());
  }
}
