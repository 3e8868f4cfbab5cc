package dev.turnpike.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> OPTIONS =
      List.of("--port", "--processes", "--ephemeral", "--help");

  @Test
  void aMistypedWordFindsTheOneThatWasMeant() {
    assertThat(Nearest.to("--prot", OPTIONS)).contains("--port");
    assertThat(Nearest.to("--ephemral", OPTIONS)).contains("--ephemeral");
    assertThat(Nearest.to("--process", OPTIONS)).contains("--processes");
  }

  @Test
  void aWordLikeNoneFindsNothing() {
    assertThat(Nearest.to("--kubernetes", OPTIONS)).isEmpty();
    assertThat(Nearest.to("x", OPTIONS)).isEmpty();
  }

  @Test
  void editsAreCounted() {
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("abc", "abc")).isZero();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
