package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.stream.EventStream;
import dev.turnpike.ingress.stream.EventStreams;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Turns: streamed, or answered when they end. Neither way waits on a thread of the server's. */
@Tag(name = "Chat")
@RestController
@RequestMapping(path = "/api/v1/chatbot", consumes = MediaType.APPLICATION_JSON_VALUE)
class ChatController {
  private final TurnIntake intake;
  private final Questions questions;
  private final Answers answers;
  private final EventStreams streams;
  private final ChatMetrics metrics;
  private final ProblemWriter problems;
  private final JsonMapper json;

  ChatController(
      TurnIntake intake,
      Questions questions,
      Answers answers,
      EventStreams streams,
      ChatMetrics metrics,
      ProblemWriter problems,
      JsonMapper json) {
    this.intake = intake;
    this.questions = questions;
    this.answers = answers;
    this.streams = streams;
    this.metrics = metrics;
    this.problems = problems;
    this.json = json;
  }

  @Operation(summary = "Ask and wait", description = "Answers with the whole conversation.")
  @PostMapping("/chat")
  CompletableFuture<Conversation> chat(
      @CalledBy Caller.Session caller,
      @Valid @RequestBody ChatRequest request,
      @RequestHeader(name = "traceparent", required = false) @Nullable String traceParent) {
    TurnIntake.Question question = questions.of(request, traceParent);
    intake.requireOpen(caller);
    return answers.to(caller, question);
  }

  @Operation(summary = "Ask and listen", description = "Answers with Server-Sent Events.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @PostMapping("/chat/stream")
  void stream(
      @CalledBy Caller.Session caller,
      @Valid @RequestBody ChatRequest body,
      @RequestHeader(name = "traceparent", required = false) @Nullable String traceParent,
      HttpServletRequest request,
      HttpServletResponse response) {
    TurnIntake.Question question = questions.of(body, traceParent);
    intake.requireOpen(caller);
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
              .whenComplete(
                  (_, failure) -> {
                    if (failure == null) {
                      stream.open();
                    } else {
                      stream.refuse(Answers.problem(failure, id), problems);
                    }
                  });
    } catch (RuntimeException e) {
      stream.refuse(Answers.problem(e, id), problems); // The response is the stream's by now.
    }
  }
}
