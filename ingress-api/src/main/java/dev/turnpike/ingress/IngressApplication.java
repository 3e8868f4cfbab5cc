package dev.turnpike.ingress;

import dev.turnpike.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service. */
@SpringBootApplication
public class IngressApplication {
  /** For whoever starts it beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return Platform.application(IngressApplication.class, "ingress-api");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
