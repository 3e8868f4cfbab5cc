package dev.turnpike.ingress.forget;

import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Forget me. */
@Tag(name = "Accounts")
@RestController
@RequestMapping("/api/v1/auth")
class ForgetController {
  private final Forgetting forgetting;
  private final Gate gate;

  ForgetController(Forgetting forgetting, Gate gate) {
    this.forgetting = forgetting;
    this.gate = gate;
  }

  @Operation(
      summary = "Forget me",
      description =
          "Deletes the account with its sessions, keys, messages, turns, scores and memories, and ends all of its tokens. Takes a user token. The e-mail address is free again at once.")
  @ApiResponse(responseCode = "204", description = "Everything is gone.")
  @ApiResponse(
      responseCode = "202",
      description = "The account is gone; what was said is still being erased.")
  @DeleteMapping("/user")
  Callable<ResponseEntity<Void>> forget(@CalledBy Caller.User caller, Origin origin) {
    return () -> {
      gate.requireDatabase();
      boolean done = forgetting.forget(caller.userId(), origin);
      return ResponseEntity.status(done ? HttpStatus.NO_CONTENT : HttpStatus.ACCEPTED).build();
    };
  }
}
