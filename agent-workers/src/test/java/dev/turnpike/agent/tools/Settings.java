package dev.turnpike.agent.tools;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as a service binds them: the defaults but for what is given. */
final class Settings {

  private Settings() {}

  static ToolProperties with(String... namesAndValues) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put("turnpike.tools." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("turnpike.tools", ToolProperties.class);
  }
}
