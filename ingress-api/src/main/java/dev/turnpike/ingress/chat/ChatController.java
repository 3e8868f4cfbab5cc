package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.TurnIntake;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns: streamed, or answered when they end. Neither way waits on a thread of the server's. */
@Tag(name = "Chat")
@RestController
@RequestMapping(path = "/api/v1/chatbot", consumes = MediaType.APPLICATION_JSON_VALUE)
class ChatController {
  private static final String BUSY =
      "With on_busy reject: a turn of the session has not ended (code session_busy).";

  private final TurnIntake intake;
  private final Questions questions;
  private final Answers answers;
  private final StreamedAnswers streamed;

  ChatController(
      TurnIntake intake, Questions questions, Answers answers, StreamedAnswers streamed) {
    this.intake = intake;
    this.questions = questions;
    this.answers = answers;
    this.streamed = streamed;
  }

  @Operation(summary = "Ask and wait", description = "Answers with the whole conversation.")
  @ApiResponse(responseCode = "409", description = BUSY, content = @Content)
  @ApiResponse(responseCode = "200")
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
  @ApiResponse(responseCode = "409", description = BUSY, content = @Content)
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
    streamed.to(caller, question, request, response);
  }
}
