package dev.turnpike.ingress.memories;

import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** List, search, explain and delete what is remembered. */
@Tag(name = "Memories")
@RestController
@RequestMapping("/api/v1/memories")
class MemoryController {
  private final Memories memories;
  private final AuditLog audit;
  private final Gate gate;

  MemoryController(Memories memories, AuditLog audit, Gate gate) {
    this.memories = memories;
    this.audit = audit;
    this.gate = gate;
  }

  @Operation(
      summary = "List memories",
      description = "What is known about the user, newest first, page by page.")
  @GetMapping
  Callable<MemoriesView> list(
      @CalledBy Caller.User caller,
      @Parameter(
              description = "How many at most; 50 by default.",
              schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @RequestParam(required = false)
          @Nullable Integer limit,
      @Parameter(description = "Where to go on: the last page's `next`.")
          @RequestParam(required = false)
          @Nullable String after) {
    int most = Asked.limit(limit, 50);
    var place = Asked.place(after);
    return () -> {
      gate.requireDatabase();
      return MemoriesView.of(memories.list(caller.userId(), most, place));
    };
  }

  @Operation(
      summary = "Search memories",
      description =
          "By what they mean, in the user's words: the most similar ones first, however similar they are.")
  @GetMapping("/search")
  Callable<MemoriesView> search(
      @CalledBy Caller.User caller,
      @Parameter(
              description = "What is looked for.",
              example = "Where do I live?",
              schema = @Schema(type = "string", minLength = 1, maxLength = Asked.LONGEST))
          @RequestParam
          String q,
      @Parameter(
              description = "How many at most; 10 by default.",
              schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @RequestParam(required = false)
          @Nullable Integer limit) {
    String words = Asked.words(q);
    int most = Asked.limit(limit, 10);
    return () -> {
      gate.requireDatabase();
      return MemoriesView.of(memories.search(caller.userId(), words, most));
    };
  }

  @Operation(
      summary = "Explain a memory",
      description =
          "Each turn that taught, changed or removed it, with the user's words that say so, newest last.")
  @GetMapping("/{id}/history")
  Callable<MemoryHistoryView> history(@CalledBy Caller.User caller, @PathVariable String id) {
    return () -> {
      gate.requireDatabase();
      return MemoryHistoryView.of(memories.history(caller.userId(), id));
    };
  }

  @Operation(
      summary = "Delete a memory",
      description =
          "With its history and wherever it was published. What was said until now does not teach it again.")
  @DeleteMapping("/{id}")
  Callable<ResponseEntity<Void>> delete(@CalledBy Caller.User caller, @PathVariable String id) {
    return () -> {
      gate.requireDatabase();
      memories.delete(caller.userId(), id);
      return ResponseEntity.noContent().build();
    };
  }

  @Operation(
      summary = "Delete all memories",
      description = "Later turns teach new ones, unless memory is switched off, too.")
  @DeleteMapping
  Callable<ResponseEntity<Void>> deleteAll(@CalledBy Caller.User caller, Origin origin) {
    return () -> {
      gate.requireDatabase();
      memories.deleteAll(caller.userId());
      audit.record(AuditEvent.succeeded(AuditAction.MEMORIES_DELETED, caller.userId(), origin));
      return ResponseEntity.noContent().build();
    };
  }
}
