package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.problem.Problem;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Turns that only show how answers are: apart from the session's conversation, from memory and from
 * analytics. They only concern who asks for them, who pays for them like for any other.
 */
@Tag(name = "Chat")
@RestController
@RequestMapping(path = "/api/v1/chatbot", consumes = MediaType.APPLICATION_JSON_VALUE)
class EvaluationController {
  private final EvaluationProperties properties;
  private final TurnIntake intake;
  private final Questions questions;
  private final StreamedAnswers streamed;

  EvaluationController(
      EvaluationProperties properties,
      TurnIntake intake,
      Questions questions,
      StreamedAnswers streamed) {
    this.properties = properties;
    this.intake = intake;
    this.questions = questions;
    this.streamed = streamed;
  }

  @Operation(
      summary = "Ask for an evaluation",
      description =
          "The messages are the whole conversation, and the answer does not become part of the"
              + " session's. Nothing is recalled for it or learned from it. With a recording the"
              + " agent's tools are not run: calls get what was recorded. Answers with Server-Sent"
              + " Events.")
  @ApiResponse(
      responseCode = "403",
      description = "Evaluations are switched off (code evaluation_off).",
      content = @Content)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @PostMapping("/evaluation")
  void evaluate(
      @CalledBy Caller.Session caller,
      @Valid @RequestBody EvaluationRequest body,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!properties.enabled()) {
      throw Problem.of(
          HttpStatus.FORBIDDEN,
          "evaluation_off",
          "Evaluations are switched off here: TURNPIKE_INGRESS_EVALUATION_ENABLED=true allows them.");
    }
    TurnIntake.Question question = questions.of(body);
    intake.requireOpen(caller);
    streamed.to(caller, question, request, response);
  }
}
