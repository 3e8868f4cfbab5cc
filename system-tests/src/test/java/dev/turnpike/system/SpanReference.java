package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.testing.traces.SentSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table of spans in docs/operations/traces.md, held against what is sent. */
final class SpanReference {

  private static final Path PAGE = Path.of("../docs/operations/traces.md");

  private SpanReference() {}

  /** Every span has a line, of its service and kind, which names all of its attributes. */
  static void holds(List<SentSpan> spans) {
    var lines = lines();
    assertThat(spans)
        .allSatisfy(
            span -> {
              var line = lines.get(generic(span.name()));
              assertThat(line).as("%s has a line in %s", span.name(), PAGE).isNotNull();
              assertThat(line).contains(span.service(), span.kind().toLowerCase(Locale.ROOT));
              assertThat(span.attributes().keySet())
                  .allSatisfy(name -> assertThat(line + common()).contains("`" + name + "`"));
              assertThat(span.events())
                  .allSatisfy(name -> assertThat(line).contains("`" + name + "`"));
            });
  }

  private static String generic(String name) {
    var words = name.split(" ", 2);
    return switch (words[0]) {
      case "GET", "POST", "PUT", "DELETE", "PATCH" -> "{method} {route}";
      case "chat", "embeddings" -> words[0] + " {model}";
      case "invoke_agent" -> "invoke_agent {agent}";
      case "execute_tool" -> "execute_tool {tool}";
      case "judge" -> "judge {rubric}";
      default -> name;
    };
  }

  private static Map<String, String> lines() {
    Map<String, String> lines = new TreeMap<>();
    page()
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(
            line -> lines.merge(line.substring(3, line.indexOf('`', 3)), line, String::concat));
    return lines;
  }

  private static String common() {
    return page()
        .lines()
        .filter(line -> line.startsWith("Kafka's spans have"))
        .findFirst()
        .orElse("");
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
