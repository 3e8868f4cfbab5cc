package dev.turnpike.ingress.chat;

import dev.turnpike.events.OnBusy;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.follow.TurnStream;
import dev.turnpike.ingress.follow.TurnStreams;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
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
  private final TurnStreams streams;
  private final ChatMetrics metrics;
  private final ProblemWriter problems;
  private final JsonMapper json;
  private final Duration busyPatience;

  StreamedAnswers(
      TurnIntake intake,
      TurnStreams streams,
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
    to(caller, question, CompletableFuture.completedFuture(null), request, response);
  }

  /**
   * @param way completes when the turn may start, or with the {@link Problem} because of which it
   *     may not
   */
  void to(
      Caller.Session caller,
      TurnIntake.Question question,
      CompletableFuture<Void> way,
      HttpServletRequest request,
      HttpServletResponse response) {
    UUID id = intake.nextId();
    Admission admission = new Admission(metrics.firstToken());
    TurnStream stream = streams.on(request, response, id, new NativeFrames(id, json), admission);
    var _ =
        way.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                refuse(stream, Answers.problem(failure, id));
              } else {
                start(id, caller, question, stream, admission, response);
              }
            });
  }

  private void start(
      UUID id,
      Caller.Session caller,
      TurnIntake.Question question,
      TurnStream stream,
      Admission admission,
      HttpServletResponse response) {
    try {
      TurnIntake.Turn turn = intake.start(id, caller, question, stream.begin(intake.beginning(id)));
      stream.attach(turn.subscription());
      var _ =
          turn.accepted()
              .thenCompose(_ -> admitted(admission, question.onBusy()))
              .whenComplete(
                  (admitted, failure) -> {
                    if (failure == null) { // For a client that is cut off before its first frame.
                      response.setHeader("Content-Location", "/api/v1/turns/" + id);
                    }
                    answer(id, stream, admitted, failure);
                  });
    } catch (RuntimeException e) {
      refuse(stream, Answers.problem(e, id)); // The response is the stream's by now.
    }
  }

  private CompletableFuture<Boolean> admitted(Admission admission, OnBusy onBusy) {
    return onBusy == OnBusy.REJECT
        ? admission.within(busyPatience)
        : CompletableFuture.completedFuture(true);
  }

  private void answer(
      UUID id, TurnStream stream, @Nullable Boolean admitted, @Nullable Throwable failure) {
    if (failure != null) {
      refuse(stream, Answers.problem(failure, id));
    } else if (Boolean.FALSE.equals(admitted)) {
      refuse(stream, Answers.busy(id));
    } else {
      stream.open();
    }
  }

  private void refuse(TurnStream stream, Problem problem) {
    stream.refuse((request, response) -> problems.write(problem, request, response));
  }
}
