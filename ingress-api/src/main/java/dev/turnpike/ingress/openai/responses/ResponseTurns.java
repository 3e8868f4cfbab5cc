package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.ingress.follow.StoredTurns;
import dev.turnpike.ingress.openai.Asked;
import dev.turnpike.ingress.openai.TurnNames;
import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.turns.KnownTurn;
import dev.turnpike.ingress.turns.TurnDirectory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/**
 * Finds the turns that responses stand for. What is not the caller's, or was not to be stored, is
 * not found.
 */
final class ResponseTurns {
  static final String PREFIX = "resp_";
  private static final String PREVIOUS = "previous_response_id";

  private final TurnDirectory directory;
  private final StoredTurns stored;

  ResponseTurns(TurnDirectory directory, StoredTurns stored) {
    this.directory = directory;
    this.stored = stored;
  }

  /** The turn that an id stands for, if it stands for one. */
  UUID requireId(String id) {
    return TurnNames.parse(PREFIX, id).orElseThrow(ResponseTurns::notFound);
  }

  /** Blocks. */
  KnownTurn require(Caller caller, String id) throws InterruptedException {
    UUID turn = requireId(id);
    KnownTurn known;
    try {
      known = directory.require(caller, turn.toString());
    } catch (Problem problem) {
      throw problem.status().value() == HttpStatus.NOT_FOUND.value() ? notFound() : problem;
    }
    if (!Asked.canContinue(known.sessionId())) {
      throw notFound();
    }
    return known;
  }

  /** The session of the response that another goes on from. Blocks. */
  String requireSession(Caller caller, String previous) throws InterruptedException {
    try {
      return require(caller, previous).sessionId();
    } catch (Problem problem) {
      throw problem.status().value() == HttpStatus.NOT_FOUND.value() ? noPrevious() : problem;
    }
  }

  /** Blocks. */
  Optional<CompletedTurn> stored(UUID turn) {
    return stored.find(turn);
  }

  private static Problem notFound() {
    return Problem.notFound("response_id", "There is no such response.");
  }

  private static Problem noPrevious() {
    String detail = "There is no such response to go on from.";
    return Problem.of(HttpStatus.NOT_FOUND, "previous_response_not_found", detail)
        .withErrors(List.of(new FieldError(PREVIOUS, detail)));
  }
}
