package dev.turnpike.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Started;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Failed BUSY = new Failed("session_busy", "busy", -1);

  private final AtomicInteger firstTokens = new AtomicInteger();
  private final Admission admission = new Admission(firstTokens::incrementAndGet);

  @Test
  void onlyBeingBusyRefuses() {
    assertThat(admissionAfter(BUSY)).isCompletedWithValue(false);
    for (Object other :
        List.of(
            new Started("sim", true),
            new Failed("model_unavailable", "away", -1),
            new Cancelled("session_busy", -1))) {
      assertThat(admissionAfter(other)).isCompletedWithValue(true);
    }
  }

  @Test
  void onlyTheFirstEventCounts() {
    CompletableFuture<Boolean> admitted = admission.within(LONG);
    assertThat(admitted).isNotDone();
    admission.saw(event(new Started("sim", true)));
    admission.saw(event(BUSY));
    assertThat(admitted).isCompletedWithValue(true);
  }

  @Test
  void inDoubtItRuns() {
    CompletableFuture<Boolean> silent = admission.within(Duration.ofMillis(20));
    await().until(silent::isDone);
    admission.saw(event(BUSY));
    assertThat(silent).isCompletedWithValue(true);

    Admission stopped = new Admission(firstTokens::incrementAndGet);
    stopped.stopping();
    assertThat(stopped.within(LONG)).isCompletedWithValue(true);
  }

  @Test
  void theFirstTokenIsThereOnce() {
    admission.saw(event(new Started("sim", true)));
    assertThat(firstTokens).hasValue(0);
    admission.saw(event(new Delta(0, "a", Channel.ANSWER)));
    admission.saw(event(new Delta(1, "b", Channel.ANSWER)));
    assertThat(firstTokens).hasValue(1);
  }

  private CompletableFuture<Boolean> admissionAfter(Object body) {
    Admission admission = new Admission(firstTokens::incrementAndGet);
    admission.saw(event(body));
    return admission.within(LONG);
  }

  private static MailboxEvent event(Object body) {
    return new MailboxEvent(new ReplyEvent(UUID.randomUUID(), 1, Instant.now(), body), 0, 0);
  }
}
