package dev.turnpike.local.reference;

import java.util.List;
import java.util.Map;

/** {@code .env.example}: every variable, with its default; the required ones with an example. */
final class EnvExample {
  private static final int WIDTH = 98;

  /** What has no default that works. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
          "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081",
          "DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/turnpike",
          "DATABASE_USER", "turnpike",
          "DATABASE_PASSWORD", "change-me",
          "TURNPIKE_TOKEN_SECRET", "change-me-to-the-output-of-openssl-rand-hex-32",
          "OPENAI_API_KEY", "",
          "DEFAULT_LLM_MODEL", "gpt-4o-mini",
          "TURNPIKE_ENVIRONMENT", "production");

  private EnvExample() {}

  static String of(Map<String, List<Setting>> sections) {
    StringBuilder text =
        new StringBuilder(
            """
            # Every variable of every service: what is commented out shows its default. The examples of
            # secrets are refused in staging and production. docs/configuration.md has the same as tables.
            """);
    sections.forEach(
        (section, settings) -> {
          text.append("\n# ---- ").append(section).append('\n');
          settings.forEach(setting -> append(text, setting));
        });
    return text.toString();
  }

  private static void append(StringBuilder text, Setting setting) {
    text.append('\n');
    StringBuilder line = new StringBuilder("#");
    for (String word : setting.description().split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
    String example = REQUIRED.get(setting.variable());
    if (example != null) {
      text.append(setting.variable()).append('=').append(example).append('\n');
    } else {
      boolean several = setting.standard().contains(" (");
      text.append(several ? "# By default " + setting.standard() + ".\n" : "");
      text.append('#').append(setting.variable()).append('=');
      text.append(several ? "" : setting.standard()).append('\n');
    }
  }
}
