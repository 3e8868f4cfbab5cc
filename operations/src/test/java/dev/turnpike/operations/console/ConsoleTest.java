package dev.turnpike.operations.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  @Test
  void aLocaleThatNamesNoCharacterSetCountsAsUtf8() {
    assertThat(Console.charset(Map.of())).isEqualTo(StandardCharsets.UTF_8);
    assertThat(Console.charset(Map.of("LANG", "C"))).isEqualTo(StandardCharsets.UTF_8);
    assertThat(Console.charset(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(StandardCharsets.UTF_8);
    assertThat(Console.charset(Map.of("LANG", "xx.nonsense"))).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void aNamedCharacterSetIsRespectedAndTheStrongerVariableWins() {
    assertThat(Console.charset(Map.of("LANG", "de_DE.ISO-8859-1@euro")))
        .isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(Console.charset(Map.of("LC_ALL", "C.UTF-8", "LANG", "de_DE.ISO-8859-1")))
        .isEqualTo(StandardCharsets.UTF_8);
    assertThat(Console.charset(Map.of("LC_ALL", "", "LANG", "de_DE.ISO-8859-1")))
        .isEqualTo(StandardCharsets.ISO_8859_1);
  }
}
