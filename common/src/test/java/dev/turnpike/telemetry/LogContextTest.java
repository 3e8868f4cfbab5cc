package dev.turnpike.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
  private static final LogContext WHOLE =
      new LogContext("request", "user", "session", "turn", "trace");

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void putsItsKeys() {
    WHOLE.put();
    assertThat(MDC.getCopyOfContextMap())
        .containsEntry("request_id", "request")
        .containsEntry("user_id", "user")
        .containsEntry("session_id", "session")
        .containsEntry("turn_id", "turn")
        .containsEntry("trace.id", "trace")
        .hasSize(5);
    assertThat(LogContext.current()).isEqualTo(WHOLE);

    new LogContext("other", null, null, null).put();
    assertThat(MDC.getCopyOfContextMap()).hasSize(1).containsEntry("request_id", "other");

    LogContext.clear();
    assertThat(LogContext.current()).isEqualTo(LogContext.NONE);
  }

  @Test
  void addsWhatBecomesKnown() {
    UUID turn = UUID.randomUUID();
    assertThat(new LogContext("request", null, null, null).withUser("user", null).withTurn(turn))
        .isEqualTo(new LogContext("request", "user", null, turn.toString()));
  }

  @Test
  void givesTheThreadItsOwnBack() {
    LogContext own = new LogContext("own", null, null, null);
    own.put();
    AtomicReference<LogContext> seen = new AtomicReference<>();
    WHOLE.during(() -> seen.set(LogContext.current()));
    assertThat(seen).hasValue(WHOLE);
    assertThat(LogContext.current()).isEqualTo(own);
  }

  @Test
  void goesAlongToOtherThreads() throws InterruptedException {
    AtomicReference<LogContext> seen = new AtomicReference<>();
    WHOLE.put();
    Runnable task = LogContext.carried(() -> seen.set(LogContext.current()));
    LogContext.clear();
    Thread.ofVirtual().start(task).join();
    assertThat(seen).hasValue(WHOLE);
  }

  @Test
  void wrapsNothingForThreadsWithoutOne() {
    Runnable task = () -> {};
    assertThat(LogContext.carried(task)).isSameAs(task);
  }
}
