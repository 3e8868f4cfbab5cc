package dev.turnpike.ingress.http;

import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.platform.Watch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells what the watches know, so that asking costs nothing. The registry counts for health but not
 * for readiness: what is running needs it for new schemas only.
 */
@Tag(name = "Service")
@RestController
class HealthController {
  private static final String REGISTRY = "registry";

  private final List<Watch> watches;
  private final Mailboxes mailboxes;

  HealthController(List<Watch> watches, Mailboxes mailboxes) {
    this.watches = List.copyOf(watches);
    this.mailboxes = mailboxes;
  }

  /** Healthy or degraded, and what of. */
  record Report(String status, String version, Map<String, Component> components) {}

  /** Up or down. */
  record Component(String state) {
    static Component of(boolean up) {
      return new Component(up ? "up" : "down");
    }
  }

  @Operation(summary = "Health", description = "200 healthy or 503 degraded, with each component.")
  @GetMapping({"/health", "/api/v1/health"})
  ResponseEntity<Report> health() {
    return report(_ -> true);
  }

  @Operation(summary = "Whether requests can be served")
  @GetMapping("/health/readiness")
  ResponseEntity<Report> readiness() {
    return report(name -> !name.equals(REGISTRY));
  }

  @Operation(summary = "Whether the process lives")
  @GetMapping("/health/liveness")
  Report liveness() {
    return new Report("healthy", HomeController.version(), Map.of());
  }

  private ResponseEntity<Report> report(Predicate<String> included) {
    Map<String, Component> components = new LinkedHashMap<>();
    for (Watch watch : watches) {
      if (included.test(watch.name())) {
        components.put(watch.name(), Component.of(watch.isUp()));
      }
    }
    components.put("mailboxes", Component.of(mailboxes.isReady()));
    boolean healthy = components.values().stream().allMatch(each -> each.state().equals("up"));
    return ResponseEntity.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Report(healthy ? "healthy" : "degraded", HomeController.version(), components));
  }
}
