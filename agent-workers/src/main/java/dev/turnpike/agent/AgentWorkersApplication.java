package dev.turnpike.agent;

import dev.turnpike.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The agent workers as a service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AgentWorkersApplication {

  /** The application with its defaults, for the launcher. */
  public static SpringApplicationBuilder application() {
    return Platform.application(AgentWorkersApplication.class, "agent-workers");
  }

  public static void main(String[] args) {
    application().run(args);
  }
}
