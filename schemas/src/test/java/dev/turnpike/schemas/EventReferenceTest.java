package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventReferenceTest {

  private static final Path REFERENCE = Path.of("../docs/events.md");
  private static final Path PROPOSED = Path.of("target/events.md");

  @Test
  void theReferenceSaysWhatTheCodeSays() throws Exception {
    String written = Files.readString(REFERENCE);
    String generated =
        replaced(
            replaced(written, "topics", EventReference.topics()),
            "records",
            EventReference.records());
    Files.writeString(PROPOSED, generated);
    assertThat(written)
        .as("docs/events.md is out of date: cp schemas/target/events.md docs/events.md")
        .isEqualTo(generated);
  }

  private static String replaced(String text, String part, String content) {
    String begin = "<!-- generated: " + part + " -->\n";
    String end = "<!-- end -->";
    int from = text.indexOf(begin) + begin.length();
    assertThat(from).as("the reference has the marker of %s", part).isGreaterThan(begin.length());
    return text.substring(0, from)
        + "\n"
        + content
        + "\n"
        + text.substring(text.indexOf(end, from));
  }
}
