package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.HistoryClearing;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.sessions.Sessions;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The messages of the token's session. */
@Tag(name = "Chat")
@RestController
@RequestMapping("/api/v1/chatbot/messages")
class MessageController {
  private final Sessions sessions;
  private final Conversations conversations;
  private final HistoryClearing clearing;
  private final Gate gate;

  MessageController(
      Sessions sessions, Conversations conversations, HistoryClearing clearing, Gate gate) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.clearing = clearing;
    this.gate = gate;
  }

  /** What became of a deletion. */
  record Done(String message) {}

  @Operation(summary = "Read the conversation")
  @GetMapping
  Callable<Conversation> messages(@CalledBy Caller.Session caller) {
    return () -> {
      gate.requireDatabase();
      sessions.requireOwn(caller);
      return conversations.of(caller.sessionId());
    };
  }

  @Operation(
      summary = "Forget the conversation",
      description = "200 when it is done, 202 when it is still under way.")
  @DeleteMapping
  Callable<ResponseEntity<Done>> forget(@CalledBy Caller.Session caller) {
    return () -> {
      gate.requireAll();
      sessions.requireOwn(caller);
      boolean cleared = clearing.clear(caller.userId(), caller.sessionId(), () -> {});
      return cleared
          ? ResponseEntity.ok(new Done("The messages were deleted."))
          : ResponseEntity.status(HttpStatus.ACCEPTED)
              .body(new Done("The messages will be deleted after the turns that still run."));
    };
  }
}
