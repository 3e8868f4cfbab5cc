package dev.turnpike.operations.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BarTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Bar bar =
      new Bar(Console.plain(new PrintStream(printed, true, StandardCharsets.UTF_8)));

  @Test
  void elsewhereThanOnATerminalEachTenthIsALine() {
    for (int done = 0; done <= 1000; done++) {
      bar.at(done, 1000, "things");
    }
    assertThat(lines())
        .hasSize(11)
        .contains("  100 of 1,000  things")
        .endsWith("  1,000 of 1,000  things");
  }

  @Test
  void afterALineItBeginsAnew() {
    bar.at(5, 10, "a");
    bar.say("Now the other half.");
    bar.at(5, 10, "b");
    bar.at(0, 0, "nothing");
    assertThat(lines()).containsExactly("  5 of 10  a", "Now the other half.", "  5 of 10  b");
  }

  private java.util.List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
