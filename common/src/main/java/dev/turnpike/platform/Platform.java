package dev.turnpike.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** How every service starts: the same defaults, and a configuration file of its own name. */
public final class Platform {
  private static final String DEFAULTS = "dev/turnpike/platform/defaults.properties";

  private Platform() {}

  /**
   * The application of a service. Its settings come from {@code <name>.yml} on the class path,
   * since several services may share one class path; what all have in common comes from this
   * module's {@code defaults.properties} and yields to everything else.
   *
   * @param root the service's {@code @SpringBootApplication} class
   * @param name the service's name, such as {@code ingress-api}
   */
  public static SpringApplicationBuilder application(Class<?> root, String name) {
    Map<String, Object> defaults = new HashMap<>();
    loadDefaults().forEach((key, value) -> defaults.put((String) key, value));
    defaults.put("spring.config.name", name);
    defaults.put("spring.application.name", name);
    return new SpringApplicationBuilder(root).properties(defaults);
  }

  private static Properties loadDefaults() {
    try {
      return PropertiesLoaderUtils.loadProperties(new ClassPathResource(DEFAULTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
