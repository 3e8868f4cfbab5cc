package dev.turnpike.ingress.sessions;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.commands.HistoryClearing;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.memories.Switches;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.Login;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Create, list, rename and delete sessions. */
@Tag(name = "Sessions")
@RestController
@RequestMapping("/api/v1/auth")
class SessionController {
  private static final String START = "Start a session";
  private static final String START_DESCRIPTION =
      "Takes a user token, gives a session token. May name the agent that answers in the session.";

  private final Sessions sessions;
  private final Agents agents;
  private final HistoryClearing clearing;
  private final SessionViews views;
  private final Switches switches;
  private final AuditLog audit;
  private final NoArgGenerator ids;
  private final Gate gate;

  SessionController(
      Sessions sessions,
      Agents agents,
      HistoryClearing clearing,
      SessionViews views,
      Switches switches,
      AuditLog audit,
      NoArgGenerator ids,
      Gate gate) {
    this.sessions = sessions;
    this.agents = agents;
    this.clearing = clearing;
    this.views = views;
    this.switches = switches;
    this.audit = audit;
    this.ids = ids;
    this.gate = gate;
  }

  @Operation(summary = START, description = START_DESCRIPTION)
  @PostMapping(path = "/session", consumes = "!" + MediaType.APPLICATION_JSON_VALUE)
  Callable<SessionView> create(
      @CalledBy Caller.User caller, Login login, @Valid @ModelAttribute SessionRequest form) {
    return () -> create(caller, login, form.agent());
  }

  @Operation(summary = START, description = START_DESCRIPTION)
  @PostMapping(path = "/session", consumes = MediaType.APPLICATION_JSON_VALUE)
  Callable<SessionView> createByJson(
      @CalledBy Caller.User caller,
      Login login,
      @Valid @RequestBody(required = false) @Nullable SessionRequest body) {
    return () -> create(caller, login, body == null ? null : body.agent());
  }

  private SessionView create(Caller.User caller, Login login, @Nullable String agent) {
    gate.requireDatabase();
    String id = ids.generate().toString();
    return views.of(sessions.add(id, caller.userId(), agents.choose(agent)), login);
  }

  @Operation(
      summary = "List sessions",
      description = "Takes a user token; the session tokens are new.")
  @GetMapping("/sessions")
  Callable<List<SessionView>> list(@CalledBy Caller.User caller, Login login) {
    return () -> {
      gate.requireDatabase();
      String user = caller.userId();
      return views.of(user, sessions.ofUser(user), sessions.lastSaid(user), login);
    };
  }

  @Operation(summary = "Rename a session")
  @PatchMapping(path = "/session/{id}/name", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Callable<SessionView> rename(
      @CalledBy Caller caller,
      Login login,
      @PathVariable String id,
      @Valid @ModelAttribute RenameForm form) {
    return () -> {
      gate.requireDatabase();
      return views.of(sessions.rename(caller, id, form.stripped()), login);
    };
  }

  @Operation(
      summary = "Delete a session",
      description =
          "204 when its messages are forgotten, 202 when that is still under way. Its tokens end.")
  @DeleteMapping("/session/{id}")
  Callable<ResponseEntity<Void>> delete(
      @CalledBy Caller caller, @PathVariable String id, Origin origin) {
    return () -> {
      gate.requireAll();
      Sessions.Session session = sessions.require(caller, id);
      boolean cleared = clearing.clear(session.userId(), id, () -> remove(session, origin));
      if (cleared) { // Else turns of it are still to be run, which keep to it.
        switches.set(session.userId(), id, true);
      }
      return ResponseEntity.status(cleared ? HttpStatus.NO_CONTENT : HttpStatus.ACCEPTED).build();
    };
  }

  private void remove(Sessions.Session session, Origin origin) {
    sessions.remove(session);
    audit.record(
        AuditEvent.succeeded(AuditAction.SESSION_DELETED, session.userId(), origin)
            .on("session", session.id()));
  }
}
