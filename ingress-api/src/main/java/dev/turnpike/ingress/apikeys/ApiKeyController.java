package dev.turnpike.ingress.apikeys;

import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Make, list and revoke API keys. */
@Tag(name = "API keys")
@RestController
@RequestMapping("/api/v1/auth/api-keys")
class ApiKeyController {
  private static final String KIND = "api-key";

  private final ApiKeys keys;
  private final AuditLog audit;
  private final Gate gate;

  ApiKeyController(ApiKeys keys, AuditLog audit, Gate gate) {
    this.keys = keys;
    this.audit = audit;
    this.gate = gate;
  }

  @Operation(
      summary = "Make an API key",
      description =
          "For the OpenAI-compatible API. The key is shown this once. A user may have 50.")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Callable<ResponseEntity<ApiKeyView>> create(
      @CalledBy Caller.User caller, @Valid @RequestBody ApiKeyRequest wanted, Origin origin) {
    return () -> {
      gate.requireDatabase();
      ApiKeys.NewKey made =
          keys.create(caller.userId(), wanted.stripped(), wanted.expiresAt(), wanted.asBudget());
      tell(AuditAction.API_KEY_CREATED, caller, made.key().id(), origin);
      ApiKeyView view = ApiKeyView.of(made.key(), made.text().value());
      return ResponseEntity.status(HttpStatus.CREATED).body(view);
    };
  }

  @Operation(summary = "List API keys", description = "Newest first, by their first characters.")
  @GetMapping
  Callable<List<ApiKeyView>> list(@CalledBy Caller.User caller) {
    return () -> {
      gate.requireDatabase();
      return keys.ofUser(caller.userId()).stream().map(key -> ApiKeyView.of(key, null)).toList();
    };
  }

  @Operation(
      summary = "Revoke an API key",
      description = "Here at once, on other nodes within a second.")
  @DeleteMapping("/{id}")
  Callable<ResponseEntity<Void>> revoke(
      @CalledBy Caller.User caller, @PathVariable String id, Origin origin) {
    return () -> {
      gate.requireDatabase();
      keys.revoke(caller.userId(), id);
      tell(AuditAction.API_KEY_REVOKED, caller, id, origin);
      return ResponseEntity.noContent().build();
    };
  }

  private void tell(AuditAction action, Caller.User caller, String id, Origin origin) {
    audit.record(AuditEvent.succeeded(action, caller.userId(), origin).on(KIND, id));
  }
}
