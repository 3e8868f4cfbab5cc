package dev.turnpike.ingress.analytics;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.ForAdministrators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is known of all turns together. */
@Tag(name = "Analytics")
@ForAdministrators
@RestController
class AnalyticsController {
  private final AnalyticsProperties properties;
  private final Reports reports;

  AnalyticsController(AnalyticsProperties properties, Reports reports) {
    this.properties = properties;
    this.reports = reports;
  }

  @Operation(summary = "Read a report")
  @GetMapping(path = "/api/v1/analytics/{*report}")
  Callable<ResponseEntity<byte[]>> report(
      @Parameter(name = "report") @PathVariable String report, HttpServletRequest request) {
    if (!properties.isOn()) {
      throw Problem.of(
          HttpStatus.NOT_FOUND,
          "analytics_off",
          "There are no analytics here: the operator starts turn-analytics and sets TURN_ANALYTICS_URL to its address.");
    }
    URI address =
        ReportAddress.of(properties.url(), request.getRequestURI(), request.getQueryString());
    return () ->
        ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(reports.fetch(address));
  }
}
