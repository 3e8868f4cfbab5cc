package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.memories.MemorySetting;
import dev.turnpike.ingress.memories.Switches;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.Login;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.concurrent.Callable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Memory on and off, for one session. */
@Tag(name = "Sessions")
@RestController
class SessionMemoryController {
  private final Sessions sessions;
  private final SessionViews views;
  private final Switches switches;
  private final AuditLog audit;
  private final Gate gate;

  SessionMemoryController(
      Sessions sessions, SessionViews views, Switches switches, AuditLog audit, Gate gate) {
    this.sessions = sessions;
    this.views = views;
    this.switches = switches;
    this.audit = audit;
    this.gate = gate;
  }

  @Operation(
      summary = "Switch a session's memory on or off",
      description =
          "Off: from the next turn on nothing is recalled in the session and nothing is learned from it. On has no effect while the user has it off for all sessions.")
  @PutMapping(
      path = "/api/v1/auth/session/{id}/memory",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  Callable<SessionView> write(
      @CalledBy Caller caller,
      Login login,
      @PathVariable String id,
      @Valid @RequestBody MemorySetting wanted,
      Origin origin) {
    return () -> {
      gate.requireDatabase();
      Sessions.Session session = sessions.require(caller, id);
      switches.set(session.userId(), id, wanted.enabled());
      audit.record(
          AuditEvent.succeeded(wanted.action(), session.userId(), origin).on("session", id));
      return views.of(session, login);
    };
  }
}
