package dev.turnpike.ingress.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenRepliesTest {
  private static final Duration GRACE = Duration.ofMillis(200);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OpenReplies replies = new OpenReplies(Duration.ofMillis(100), GRACE, 2, meters);
  private final FakeReply reply = new FakeReply();

  @BeforeEach
  void start() {
    replies.start();
  }

  @AfterEach
  void stop() {
    replies.stop();
  }

  @Test
  void openOnesBeatAndAreCounted() {
    replies.add(reply);
    assertThat(meters.get("turnpike.streams.open").gauge().value()).isEqualTo(1);
    await().until(() -> reply.beats.get() > 2);
    replies.remove(reply);
    assertThat(meters.get("turnpike.streams.open").gauge().value()).isZero();
    assertThat(reply.stops).hasValue(0);
  }

  @Test
  void stoppingTellsThemAndWaitsUntilTheyAreGone() {
    replies.add(reply);
    replies.stop();
    assertThat(reply.stops).hasValue(1);
    assertThat(replies.isRunning()).isFalse();
  }

  @Test
  void whoComesWhileTheNodeStopsIsToldAtOnce() {
    replies.stop();
    replies.add(reply);
    assertThat(reply.stops).hasValue(0);
    assertThat(reply.cuts).hasValue(1);
  }

  @Test
  void whoCannotGoOnElsewhereMayFinish() {
    reply.endsWhenStopped = false;
    replies.add(reply);
    Thread.startVirtualThread(
        () -> {
          await().until(() -> reply.stops.get() == 1);
          replies.remove(reply);
        });
    replies.stop();
    assertThat(reply.cuts).hasValue(0);
  }

  @Test
  void noMoreThanFitAreLetIn() {
    replies.requireRoom();
    replies.add(reply);
    replies.add(new FakeReply());
    assertThatThrownBy(replies::requireRoom).isInstanceOf(Problem.class);
    replies.remove(reply);
    replies.requireRoom();
  }

  @Test
  void whoDoesNotFinishIsCut() {
    reply.endsWhenStopped = false;
    replies.add(reply);
    long start = System.nanoTime();
    replies.stop();
    assertThat(reply.cuts).hasValue(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(GRACE);
  }

  private final class FakeReply implements OpenReplies.Reply {
    final AtomicInteger beats = new AtomicInteger();
    final AtomicInteger stops = new AtomicInteger();
    final AtomicInteger cuts = new AtomicInteger();
    volatile boolean endsWhenStopped = true;

    @Override
    public void beat() {
      beats.incrementAndGet();
    }

    @Override
    public void stop() {
      stops.incrementAndGet();
      if (endsWhenStopped) {
        replies.remove(this);
      }
    }

    @Override
    public void cut() {
      cuts.incrementAndGet();
      replies.remove(this);
    }
  }
}
