package dev.turnpike.operations.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class SentenceTest {

  private static final Path LOGS = Path.of("data", "logs");

  @Test
  void sentencesMadeForPeopleAreFoundUnderWhateverWrapsThem() {
    assertThat(of(new IllegalStateException("bean", new Refusal("Install gcc."))))
        .isEqualTo("Install gcc.");
    assertThat(of(new Refusal("Choose another."))).isEqualTo("Choose another.");
  }

  @Test
  void aFullDiskATakenPortAndAForbiddenFileHaveTheirOwn() {
    assertThat(of(new RuntimeException(new IOException("write: No space left on device"))))
        .isEqualTo("The disk is full: make room, then start again.");
    assertThat(of(new RuntimeException(new PortInUseException(8080))))
        .startsWith("Port 8080 is taken by another program:");
    assertThat(of(new AccessDeniedException("/x"))).startsWith("May not write to /x:");
  }

  @Test
  void anythingElseNamesItsRootAndWhereToReadMore() {
    Throwable failure = new RuntimeException("outer", new IOException("first line\nsecond"));

    assertThat(of(failure)).isEqualTo("Starting failed (first line); more is in data/logs.");
    assertThat(Sentence.of(failure, "It")).isEqualTo("It failed (first line).");
    assertThat(Sentence.of(new IllegalStateException(), "It"))
        .isEqualTo("It failed (IllegalStateException).");
    assertThat(Sentence.of(new IOException("x".repeat(1000)), "It")).hasSizeLessThan(300);
  }

  @Test
  void causesThatGoInACircleEnd() {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));

    assertThat(of(one)).contains("two");
  }

  private static String of(Throwable failure) {
    return Sentence.of(failure, "Starting", LOGS);
  }
}
