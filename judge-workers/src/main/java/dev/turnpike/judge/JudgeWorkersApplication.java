package dev.turnpike.judge;

import dev.turnpike.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A judge worker as a process. */
@SpringBootApplication
public class JudgeWorkersApplication {

  /** For the launcher. */
  public static SpringApplicationBuilder application() {
    return Platform.application(JudgeWorkersApplication.class, "judge-workers");
  }

  public static void main(String[] args) {
    application().run(args);
  }
}
