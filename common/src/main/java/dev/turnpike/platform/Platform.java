package dev.turnpike.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** How every service starts: the same defaults, and a configuration file of its own name. */
public final class Platform {
  /** Set for what was started through this class. */
  static final String SERVICE = "turnpike.service";

  private static final String SHARED = "dev/turnpike/platform/";

  private Platform() {}

  /**
   * The application of a service. Its settings come from {@code <name>.yml} on the class path,
   * since several services may share one class path, and from {@code <name>-<deployment>.yml}; what
   * all have in common comes from this module's {@code defaults.properties} and the file of the
   * {@link Deployment} beside it, and yields to everything else.
   *
   * @param root the service's {@code @SpringBootApplication} class
   * @param name the service's name, such as {@code ingress-api}
   */
  public static SpringApplicationBuilder application(Class<?> root, String name) {
    Map<String, Object> defaults = shared("defaults.properties");
    defaults.put(SERVICE, name);
    defaults.put("spring.config.name", name);
    defaults.put("spring.application.name", name);
    return new SpringApplicationBuilder(root).properties(defaults);
  }

  /** One of the files that all services share. */
  static Map<String, Object> shared(String file) {
    try {
      Map<String, Object> settings = new HashMap<>();
      PropertiesLoaderUtils.loadProperties(new ClassPathResource(SHARED + file))
          .forEach((key, value) -> settings.put((String) key, value));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
