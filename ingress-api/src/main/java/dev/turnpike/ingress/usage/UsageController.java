package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What turns have cost. */
@Tag(name = "Usage")
@RestController
class UsageController {
  private static final String EXAMPLE =
      """
      {
        "today": {"turns": 12, "unpriced_turns": 0, "input_tokens": 8120, "output_tokens": 2310,
          "cost_usd": 0.0264},
        "month": {"turns": 240, "unpriced_turns": 0, "input_tokens": 163000,
          "output_tokens": 47200, "cost_usd": 0.5361},
        "budget": {"tokens_per_day": 100000, "cost_per_month": 20},
        "keys": [{"id": "01993b5c-7d1e-7a41-8f0e-5b9a4f6f2c11", "name": "notebook",
          "today": {"turns": 2, "unpriced_turns": 0, "input_tokens": 900, "output_tokens": 310,
            "cost_usd": 0.0031},
          "month": {"turns": 31, "unpriced_turns": 0, "input_tokens": 20400,
            "output_tokens": 6100, "cost_usd": 0.0685},
          "budget": {"tokens_per_day": 20000}}],
        "from": "2026-11-01",
        "to": "2026-11-23",
        "days": [{"day": "2026-11-23", "turns": 12, "unpriced_turns": 0, "input_tokens": 8120,
          "output_tokens": 2310, "cost_usd": 0.0264}]
      }
      """;

  private final UsageReports reports;
  private final Gate gate;
  private final Clock clock;

  UsageController(UsageReports reports, Gate gate, Clock clock) {
    this.reports = reports;
    this.gate = gate;
    this.clock = clock;
  }

  @Operation(
      summary = "Read what was spent",
      description =
          "Tokens and cost of the user's ended turns, in all and by API key, with the budgets that"
              + " hold; days and months are those in UTC. A turn counts from a second or so after"
              + " its end. Takes either token, and no API key.")
  @ApiResponse(
      responseCode = "422",
      description = "Days that are no days, out of order, or more than 400.",
      content = @Content)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = UsageReport.class),
              examples = @ExampleObject(EXAMPLE)))
  @GetMapping(path = "/api/v1/usage", produces = MediaType.APPLICATION_JSON_VALUE)
  Callable<UsageReport> usage(
      @CalledBy Caller caller,
      @Parameter(description = "First day to tell; the first of the last day's month by default.")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = "Last day to tell; today by default.")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to) {
    Today today = Today.at(clock.instant());
    Days days = Days.of(from, to, today);
    return () -> {
      gate.requireDatabase();
      return reports.of(caller.userId(), days, today);
    };
  }
}
