package dev.turnpike.ingress.turns;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What judges gave a turn. */
@Tag(name = "Turns")
@RestController
@RequestMapping("/api/v1/turns")
class ScoreController {
  private final TurnDirectory directory;
  private final Scores scores;
  private final Gate gate;

  ScoreController(TurnDirectory directory, Scores scores, Gate gate) {
    this.directory = directory;
    this.scores = scores;
    this.gate = gate;
  }

  /** A turn's scores. */
  record TurnScores(@JsonProperty("turn_id") UUID turnId, List<Scores.Score> scores) {}

  @Operation(
      summary = "Read a turn's scores",
      description = "Empty until a judge has given one. Takes either token.")
  @GetMapping("/{id}/scores")
  Callable<TurnScores> scores(@CalledBy Caller caller, @PathVariable String id) {
    return () -> {
      gate.requireDatabase();
      UUID turn = directory.require(caller, id).id();
      return new TurnScores(turn, scores.of(turn));
    };
  }
}
