package dev.turnpike.ingress.memories;

import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.concurrent.Callable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Memory on and off, for all of a user's sessions. */
@Tag(name = "Memories")
@RestController
@RequestMapping("/api/v1/memories/settings")
class MemorySettingController {
  private final Switches switches;
  private final AuditLog audit;
  private final Gate gate;

  MemorySettingController(Switches switches, AuditLog audit, Gate gate) {
    this.switches = switches;
    this.audit = audit;
    this.gate = gate;
  }

  @Operation(
      summary = "Read whether there is memory",
      description = "For all sessions; each can have it off for itself.")
  @GetMapping
  Callable<MemorySetting> read(@CalledBy Caller.User caller) {
    return () -> {
      gate.requireDatabase();
      return new MemorySetting(!switches.of(caller.userId()).everywhere());
    };
  }

  @Operation(
      summary = "Switch memory on or off",
      description =
          "For all sessions, API keys included. Off: from the next turn on nothing is recalled and nothing learned; what is known stays until it is deleted. Turns that have begun keep to what was.")
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Callable<MemorySetting> write(
      @CalledBy Caller.User caller, @Valid @RequestBody MemorySetting wanted, Origin origin) {
    return () -> {
      gate.requireDatabase();
      switches.set(caller.userId(), wanted.enabled());
      audit.record(AuditEvent.succeeded(wanted.action(), caller.userId(), origin));
      return wanted;
    };
  }
}
