package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.problem.Problem;
import org.springframework.http.HttpStatus;

/** 400: a cursor that is none, or not of the turn. */
public final class InvalidCursor {
  private InvalidCursor() {}

  public static Problem problem() {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "invalid_cursor",
        "The cursor names no event of this turn: send the id of one of its frames, or none.");
  }
}
