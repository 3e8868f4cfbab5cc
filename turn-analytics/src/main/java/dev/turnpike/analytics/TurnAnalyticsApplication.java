package dev.turnpike.analytics;

import dev.turnpike.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Analytics as a process. */
@SpringBootApplication
public class TurnAnalyticsApplication {

  /** For the launcher. */
  public static SpringApplicationBuilder application() {
    return Platform.application(TurnAnalyticsApplication.class, "turn-analytics");
  }

  public static void main(String[] args) {
    application().run(args);
  }
}
