package dev.turnpike.ingress.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.turns.TurnLinks;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Starts turns for clients that look for the answer later ({@code Prefer: respond-async}). */
@Component
class StartedTurns {
  private static final String PREFERENCE = "respond-async";

  private final TurnIntake intake;

  StartedTurns(TurnIntake intake) {
    this.intake = intake;
  }

  /** A turn that was taken in, and where to find it. */
  record StartedTurn(@JsonProperty("turn_id") UUID turnId, String status, TurnLinks links) {}

  /** Whether a request's {@code Prefer} headers (RFC 7240) ask for it. */
  static boolean areAskedFor(@Nullable List<String> prefer) {
    return prefer != null
        && prefer.stream()
            .flatMap(line -> List.of(line.split(",")).stream())
            .map(preference -> preference.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .anyMatch(PREFERENCE::equals);
  }

  /** 202 once the log has the turn. */
  CompletableFuture<ResponseEntity<?>> by(Caller.Session caller, TurnIntake.Question question) {
    UUID id = intake.nextId();
    return intake
        .start(id, caller, question)
        .handle(
            (_, failure) -> {
              if (failure != null) {
                throw Answers.problem(failure, id);
              }
              TurnLinks links = TurnLinks.of(id);
              return ResponseEntity.accepted()
                  .header("Location", links.self())
                  .header("Preference-Applied", PREFERENCE)
                  .body(new StartedTurn(id, "accepted", links));
            });
  }
}
