package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ChunkedBody body =
      new ChunkedBody((bytes, from, to, _) -> content.write(bytes, from, to - from));

  @Test
  void takesTheFramingOffHoweverItIsSplit() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);

    Splits.random(
        ascii("4\r\nab\r\n\r\n1A;note=1\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nX: y\r\n\r\n"),
        body,
        new Random(seed));

    assertThat(content.toString(StandardCharsets.US_ASCII))
        .isEqualTo("ab\r\nabcdefghijklmnopqrstuvwxyz");
    assertThat(body.done()).isTrue();
  }

  @Test
  void isNotDoneBeforeTheLastChunkHasEnded() throws IOException {
    Splits.oneByOne(ascii("1\r\na\r\n0\r\n"), body);

    assertThat(body.done()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz\r\n", "ffffffffff\r\n"})
  void refusesWhatIsNoChunk(String line) {
    assertThatThrownBy(() -> Splits.oneByOne(ascii(line), body))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("size of a chunk");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
