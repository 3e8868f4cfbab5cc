package dev.turnpike.ingress.turns;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels turns. */
@Tag(name = "Turns")
@RestController
@RequestMapping("/api/v1/turns/{id}/cancel")
class CancelController {
  private static final String SUMMARY = "Cancel a turn";
  private static final String DESCRIPTION =
      "202 when the turn will end, keeping what it has said; 200 with its status when it has ended"
          + " already. May be repeated. With forget it also leaves the session's history, which is"
          + " still possible after its end (202). Takes either token.";
  private static final String CANCELLING = "cancelling";

  private final TurnDirectory directory;
  private final TurnCancellation cancellation;
  private final Gate gate;

  CancelController(TurnDirectory directory, TurnCancellation cancellation, Gate gate) {
    this.directory = directory;
    this.cancellation = cancellation;
    this.gate = gate;
  }

  /** A turn and what becomes of it. */
  record Cancelled(@JsonProperty("turn_id") UUID turnId, String status) {}

  @Operation(summary = SUMMARY, description = DESCRIPTION)
  @PostMapping(consumes = "!" + MediaType.APPLICATION_JSON_VALUE)
  Callable<ResponseEntity<Cancelled>> cancel(
      @CalledBy Caller caller,
      @PathVariable String id,
      @Valid @ModelAttribute CancelOptions options) {
    return () -> cancel(caller, id, options.forgets());
  }

  @Operation(summary = SUMMARY, description = DESCRIPTION)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Callable<ResponseEntity<Cancelled>> cancel(
      @CalledBy Caller caller,
      @PathVariable String id,
      @Valid @ModelAttribute CancelOptions options,
      @Valid @RequestBody(required = false) @Nullable CancelOptions body) {
    return () -> cancel(caller, id, options.forgets() || (body != null && body.forgets()));
  }

  private ResponseEntity<Cancelled> cancel(Caller caller, String id, boolean forget)
      throws InterruptedException {
    gate.requireAll();
    KnownTurn turn = directory.require(caller, id);
    boolean ended = turn.status().isEnd();
    if (!ended || forget) {
      cancellation.cancel(
          new TurnCancellation.Target(turn.id(), turn.sessionId(), turn.userId()), forget);
    }
    return ResponseEntity.status(ended && !forget ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(new Cancelled(turn.id(), ended ? turn.status().onTheWire() : CANCELLING));
  }
}
