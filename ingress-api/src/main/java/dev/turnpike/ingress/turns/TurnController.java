package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How turns are doing. */
@Tag(name = "Turns")
@RestController
class TurnController {
  private final TurnDirectory directory;
  private final TurnReports reports;
  private final Gate gate;

  TurnController(TurnDirectory directory, TurnReports reports, Gate gate) {
    this.directory = directory;
    this.reports = reports;
    this.gate = gate;
  }

  @Operation(
      summary = "Read a turn",
      description =
          "Its status, attempts, steps and timings; once it has ended also its answer, usage and"
              + " cost. Takes either token.")
  @ApiResponse(responseCode = "404", description = "No turn of the caller's.", content = @Content)
  @ApiResponse(responseCode = "200")
  @GetMapping("/api/v1/turns/{id}")
  Callable<TurnReport> turn(@CalledBy Caller caller, @PathVariable String id) {
    return () -> {
      gate.requireDatabase();
      return reports.of(directory.require(caller, id));
    };
  }
}
