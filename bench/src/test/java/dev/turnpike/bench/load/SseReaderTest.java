package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
  private static final String HARD =
      "\uD83D\uDC69\u200D\uD83D\uDCBB \u2028\u2029\u0085 data: [DONE]";

  private final List<String> events = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final SseReader reader =
      new SseReader(
          (data, length, arrivedNanos) -> {
            events.add(new String(data, 0, length, StandardCharsets.UTF_8));
            times.add(arrivedNanos);
          });

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void findsEventsWhateverTheLineEnds(String end) throws IOException {
    String stream = "id: 7\ndata: one\n\n: comment\n\nevent: x\ndata:two\n\n".replace("\n", end);

    Splits.oneByOne(utf8(stream), reader);

    assertThat(events).containsExactly("one", "two");
  }

  @Test
  void keepsTextWholeHoweverItIsSplit() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);

    for (int i = 0; i < 200; i++) {
      events.clear();
      Splits.random(utf8("data: {\"content\":\"" + HARD + "\"}\n\ndata: b\n\n"), reader, random);
      assertThat(events).containsExactly("{\"content\":\"" + HARD + "\"}", "b");
    }
  }

  @Test
  void joinsLinesOfDataAndGrowsAsNeeded() throws IOException {
    String longLine = "x".repeat(5_000);

    Splits.oneByOne(utf8("data: " + longLine + "\ndata:\ndata:  b\n\n"), reader);

    assertThat(events).containsExactly(longLine + "\n\n b");
  }

  @Test
  void anEventArrivesWithItsLastByte() throws IOException {
    byte[] bytes = utf8("data: a\n\ndata: b\n\n");

    reader.accept(bytes, 0, 8, 1);
    assertThat(events).isEmpty();
    reader.accept(bytes, 8, 12, 2);
    reader.accept(bytes, 12, bytes.length, 3);

    assertThat(times).containsExactly(2L, 3L);
  }

  @Test
  void whatHasNoBlankLineBehindItIsNoEvent() throws IOException {
    Splits.oneByOne(utf8("data: a\n"), reader);

    assertThat(events).isEmpty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
