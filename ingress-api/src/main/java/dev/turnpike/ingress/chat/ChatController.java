package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.history.Replacements;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Turns: streamed, answered when they end, or just started. No way waits on a thread of the
 * server's.
 */
@Tag(name = "Chat")
@RestController
@RequestMapping(path = "/api/v1/chatbot", consumes = MediaType.APPLICATION_JSON_VALUE)
class ChatController {
  private static final String BUSY =
      "With on_busy reject: a turn of the session has not ended (code session_busy). With replaces:"
          + " that turn is not in the history any more (turn_superseded, turn_not_in_history).";

  private static final String LATER =
      "The turn is in the log; its address is in Location and in links.";

  private final TurnIntake intake;
  private final Questions questions;
  private final Answers answers;
  private final StreamedAnswers streamed;
  private final StartedTurns started;
  private final Replacements replacements;

  ChatController(
      TurnIntake intake,
      Questions questions,
      Answers answers,
      StreamedAnswers streamed,
      StartedTurns started,
      Replacements replacements) {
    this.intake = intake;
    this.questions = questions;
    this.answers = answers;
    this.streamed = streamed;
    this.started = started;
    this.replacements = replacements;
  }

  @Operation(
      summary = "Ask and wait",
      description =
          "Answers with the whole conversation; with Prefer: respond-async at once with the turn's"
              + " address.")
  @ApiResponse(responseCode = "409", description = BUSY, content = @Content)
  @ApiResponse(
      responseCode = "202",
      description = LATER,
      content = @Content(schema = @Schema(implementation = StartedTurns.StartedTurn.class)))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Conversation.class)))
  @PostMapping("/chat")
  CompletableFuture<ResponseEntity<?>> chat(
      @CalledBy Caller.Session caller,
      @Valid @RequestBody ChatRequest request,
      @RequestHeader(name = "traceparent", required = false) @Nullable String traceParent,
      @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
    TurnIntake.Question question = questions.of(request, traceParent);
    intake.requireOpen(caller);
    CompletableFuture<Void> way = replacements.clear(caller, question.replaces());
    return StartedTurns.areAskedFor(prefer)
        ? way.thenCompose(_ -> started.by(caller, question))
        : way.thenCompose(_ -> answers.to(caller, question)).thenApply(ResponseEntity::ok);
  }

  /** Null for a stream, which answers by itself. */
  @Operation(
      summary = "Ask and listen",
      description =
          "Answers with Server-Sent Events; with Prefer: respond-async at once with the turn's"
              + " address, where they can be followed.")
  @ApiResponse(responseCode = "409", description = BUSY, content = @Content)
  @ApiResponse(
      responseCode = "202",
      description = LATER,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = StartedTurns.StartedTurn.class)))
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @PostMapping("/chat/stream")
  @Nullable CompletableFuture<ResponseEntity<?>> stream(
      @CalledBy Caller.Session caller,
      @Valid @RequestBody ChatRequest body,
      @RequestHeader(name = "traceparent", required = false) @Nullable String traceParent,
      @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
      HttpServletRequest request,
      HttpServletResponse response) {
    TurnIntake.Question question = questions.of(body, traceParent);
    intake.requireOpen(caller);
    CompletableFuture<Void> way = replacements.clear(caller, question.replaces());
    if (StartedTurns.areAskedFor(prefer)) {
      return way.thenCompose(_ -> started.by(caller, question));
    }
    streamed.to(caller, question, way, request, response);
    return null;
  }
}
