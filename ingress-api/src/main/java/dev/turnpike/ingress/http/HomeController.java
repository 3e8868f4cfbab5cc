package dev.turnpike.ingress.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Name and version, and where to read on. A browser is sent to the console. */
@Tag(name = "Service")
@RestController
class HomeController {
  private static final String CONSOLE = "/console";

  /** The home page. */
  record Home(String name, String version, String console, String docs, String health) {}

  @Operation(summary = "Name and version")
  @GetMapping("/")
  ResponseEntity<Home> home(
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false)
          @Nullable String accept) {
    if (Preference.ofPages(accept)) {
      return ResponseEntity.status(HttpStatus.FOUND)
          .location(URI.create(CONSOLE))
          .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
          .build();
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .body(new Home("Turnpike", version(), CONSOLE, "/docs", "/health"));
  }

  /** Known in a jar, not in a folder of classes. */
  static String version() {
    @Nullable String version = HomeController.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
