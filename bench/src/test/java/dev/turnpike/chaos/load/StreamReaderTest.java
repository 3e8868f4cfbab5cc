package dev.turnpike.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamReaderTest {
  private static final UUID TURN = UUID.fromString("01a204c8-d29e-7be6-a525-4d635942db53");

  private final Asked asked =
      new Asked(AskedQuestions.question(new Marker(1), "sim", false), "session", "ingress-api-1");

  @Test
  void aWholeStreamGivesTextEndAndTurn() {
    read(
        """
        id: abc
        data: {"content":"","done":false,"turn_id":"%s","type":"started"}

        : still there
        data: {"content":"a\\r\\nb","done":false,"seq":0}

        data: {"content":" \\u2028\\u0085","done":false,"seq":1}

        data: {"content":"","done":true,"type":"completed"}

        data: {"content":"more","done":false}
        """
            .formatted(TURN));
    assertThat(asked.text()).isEqualTo("a\r\nb \u2028\u0085");
    assertThat(asked.end()).contains("completed");
    assertThat(asked.turn()).contains(TURN);
  }

  @Test
  void aRestartTakesTextBack() {
    read(
        """
        data: {"content":"abc","done":false}

        data: {"content":"","done":false,"type":"restarted","keep_chars":1}

        data: {"content":"d","done":false}
        """);
    assertThat(asked.text()).isEqualTo("ad");
    assertThat(asked.restarts()).isEqualTo(1);
  }

  @Test
  void aStreamThatBreaksHasNoEnd() {
    read("data: {\"content\":\"abc\",\"done\":false}\n\ndata: {\"conte");
    assertThat(asked.text()).isEqualTo("abc");
    assertThat(asked.end()).isEmpty();
  }

  private void read(String body) {
    new StreamReader(asked).read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
