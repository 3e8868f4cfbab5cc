package dev.turnpike.ingress.history;

import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.sessions.Sessions;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.turns.TurnDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Read and search what was said. */
@Tag(name = "Sessions")
@RestController
@RequestMapping("/api/v1/auth")
class HistoryController {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  private final Sessions sessions;
  private final TurnPages pages;
  private final SessionSearch search;
  private final Gate gate;

  HistoryController(Sessions sessions, TurnPages pages, SessionSearch search, Gate gate) {
    this.sessions = sessions;
    this.pages = pages;
    this.search = search;
    this.gate = gate;
  }

  /** What was found. */
  record FoundSessions(List<SessionSearch.Found> sessions) {}

  @Operation(
      summary = "Read a session's turns",
      description =
          "The newest ones, in the order of the conversation, those that wait or run included; page by page back with `before`. Takes either token.")
  @GetMapping("/session/{id}/turns")
  Callable<TurnPages.Page> turns(
      @CalledBy Caller caller,
      @PathVariable String id,
      @Parameter(
              description = "How many at most; 20 by default.",
              schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @RequestParam(required = false)
          @Nullable Integer limit,
      @Parameter(description = "Only turns before this one: the first of the page at hand.")
          @RequestParam(required = false)
          @Nullable String before,
      @Parameter(description = "True: also turns whose place others took.")
          @RequestParam(defaultValue = "false")
          boolean superseded) {
    int most = limit(limit);
    UUID turn = before == null ? null : TurnDirectory.idOf(before);
    return () -> {
      gate.requireDatabase();
      sessions.requireOf(caller, id);
      return pages.of(new TurnPages.Asked(id, most, turn, superseded));
    };
  }

  @Operation(
      summary = "Search sessions",
      description =
          "Those whose name, or a message in whose history, holds all the words, whatever their case; the newest first. Takes a user token.")
  @GetMapping("/sessions/search")
  Callable<FoundSessions> search(
      @CalledBy Caller.User caller,
      @Parameter(
              description = "The words.",
              example = "toll road",
              schema = @Schema(type = "string", minLength = 1, maxLength = SearchWords.LONGEST))
          @RequestParam
          String query,
      @Parameter(
              description = "How many at most; 20 by default.",
              schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @RequestParam(required = false)
          @Nullable Integer limit) {
    SearchWords words = SearchWords.of(query);
    int most = limit(limit);
    return () -> {
      gate.requireDatabase();
      return new FoundSessions(search.find(caller.userId(), words, most));
    };
  }

  private static int limit(@Nullable Integer limit) {
    int most = limit == null ? USUAL : limit;
    if (most < 1 || most > MOST) {
      throw Problem.invalid("limit", "must be 1 to " + MOST);
    }
    return most;
  }
}
