package dev.turnpike.ingress.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Name and version, and where to read on. */
@Tag(name = "Service")
@RestController
class HomeController {
  /** The home page. */
  record Home(String name, String version, String docs, String health) {}

  @Operation(summary = "Name and version")
  @GetMapping("/")
  Home home() {
    return new Home("Turnpike", version(), "/docs", "/health");
  }

  /** Known in a jar, not in a folder of classes. */
  static String version() {
    @Nullable String version = HomeController.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
