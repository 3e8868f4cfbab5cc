package dev.turnpike.ingress.chat;

import dev.turnpike.events.OnBusy;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.stream.EventStream;
import dev.turnpike.ingress.stream.EventStreams;
import dev.turnpike.ingress.tokens.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts turns and answers with their streams. The status waits for the log's acknowledgement; that
 * of a turn that was not to wait for others also for its first event, since after it there is no
 * way to refuse.
 */
final class StreamedAnswers {
  private final TurnIntake intake;
  private final EventStreams streams;
  private final ChatMetrics metrics;
  private final ProblemWriter problems;
  private final JsonMapper json;
  private final Duration busyPatience;

  StreamedAnswers(
      TurnIntake intake,
      EventStreams streams,
      ChatMetrics metrics,
      ProblemWriter problems,
      JsonMapper json,
      Duration busyPatience) {
    this.intake = intake;
    this.streams = streams;
    this.metrics = metrics;
    this.problems = problems;
    this.json = json;
    this.busyPatience = busyPatience;
  }

  void to(
      Caller.Session caller,
      TurnIntake.Question question,
      HttpServletRequest request,
      HttpServletResponse response) {
    UUID id = intake.nextId();
    StreamedTurn turn = metrics.timed(new NativeFrames(id, json));
    EventStream stream = streams.on(request, response, turn);
    turn.attach(stream);
    try {
      TurnIntake.Turn started = intake.start(id, caller, question, turn);
      turn.attach(started.subscription());
      var _ =
          started
              .accepted()
              .thenCompose(_ -> admitted(turn, question.onBusy()))
              .whenComplete((admitted, failure) -> answer(id, stream, admitted, failure));
    } catch (RuntimeException e) {
      stream.refuse(Answers.problem(e, id), problems); // The response is the stream's by now.
    }
  }

  private CompletableFuture<Boolean> admitted(StreamedTurn turn, OnBusy onBusy) {
    return onBusy == OnBusy.REJECT
        ? turn.admission().within(busyPatience)
        : CompletableFuture.completedFuture(true);
  }

  private void answer(
      UUID id, EventStream stream, @Nullable Boolean admitted, @Nullable Throwable failure) {
    if (failure != null) {
      stream.refuse(Answers.problem(failure, id), problems);
    } else if (Boolean.FALSE.equals(admitted)) {
      stream.refuse(Answers.busy(id), problems);
    } else {
      stream.open();
    }
  }
}
