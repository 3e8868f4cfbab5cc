package dev.turnpike.agent.tools.mcp;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Servers as configured. */
final class Mcp {

  private Mcp() {}

  static McpProperties settings(String... namesAndValues) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put("turnpike.tools.mcp.test." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("turnpike.tools.mcp.test", McpProperties.class);
  }

  /** The stand-in in a JVM of its own. */
  static McpProperties child(String... more) {
    var given = new HashMap<String, String>();
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            McpStandIn.class.getName());
    for (int i = 0; i < command.size(); i++) {
      given.put("command[%d]".formatted(i), command.get(i));
    }
    given.put("environment.GIVEN_KEY", "given");
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return settings(
        given.entrySet().stream()
            .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
            .toArray(String[]::new));
  }
}
