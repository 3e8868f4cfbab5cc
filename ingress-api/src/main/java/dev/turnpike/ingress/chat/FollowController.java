package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams of turns that were started before, here or elsewhere. */
@Tag(name = "Turns")
@RestController
class FollowController {
  private final FollowedTurns turns;
  private final Gate gate;

  FollowController(FollowedTurns turns, Gate gate) {
    this.turns = turns;
    this.gate = gate;
  }

  @Operation(
      summary = "Follow a turn",
      description =
          "The turn's events as Server-Sent Events, while it waits, runs and after its end, on any"
              + " node: those behind a cursor, or all. Takes either token.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "400",
      description = "The cursor is not one of this turn's (code invalid_cursor).",
      content = @Content)
  @ApiResponse(responseCode = "404", description = "No turn of the caller's.", content = @Content)
  @GetMapping("/api/v1/turns/{id}/stream")
  void stream(
      @CalledBy Caller caller,
      @PathVariable String id,
      @Parameter(description = "The id of the last frame that the client has; browsers send it")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      @Parameter(description = "The same, where headers can't be set; the header goes first")
          @RequestParam(name = "cursor", required = false)
          @Nullable String cursor,
      HttpServletRequest request,
      HttpServletResponse response) {
    gate.requireAll();
    String seen = lastEventId == null || lastEventId.isEmpty() ? cursor : lastEventId;
    turns.to(caller, id, seen == null || seen.isEmpty() ? null : seen, request, response);
  }
}
