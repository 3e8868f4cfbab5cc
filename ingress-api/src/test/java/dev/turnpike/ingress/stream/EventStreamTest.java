package dev.turnpike.ingress.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;

class EventStreamTest {
  private static final int LIMIT = 1_000;
  private static final Duration HEARTBEAT = Duration.ofMillis(50);

  private final FakeResponse response = new FakeResponse();
  private final FakeOwner owner = new FakeOwner();
  private final OpenReplies replies =
      new OpenReplies(Duration.ofHours(1), Duration.ZERO, 100, new SimpleMeterRegistry());
  private final EventStream stream = streamWith(HEARTBEAT, LIMIT);

  @BeforeEach
  void register() {
    replies.start();
    replies.add(stream);
  }

  @Test
  void whatWasPutBeforeItOpenedComesFirst() {
    put("a");
    stream.flush();
    put("b");
    assertThat(response.isCommitted()).isFalse();
    stream.open();
    stream.open(); // Once is enough.
    await().until(() -> response.text().equals("ab"));
    assertThat(response.isCommitted()).isTrue();
    put("c");
    assertThat(response.text()).isEqualTo("ab"); // Until it is flushed.
    stream.flush();
    await().until(() -> response.text().equals("abc"));
    assertThat(owner.closings).hasValue(0);
  }

  @Test
  void afterTheLastFrameItIsClosedOnceAndTakesNoMore() {
    stream.open();
    stream.end(bytes("last"));
    put("late");
    stream.flush();
    await().until(() -> owner.closings.get() == 1);
    assertThat(response.text()).isEqualTo("last");

    stream.close();
    put("later");
    stream.flush();
    stream.stop();
    assertThat(owner.closings).hasValue(1);
    assertThat(response.text()).isEqualTo("last");
  }

  @Test
  void anEndBeforeTheOpeningIsWrittenToo() {
    stream.end(bytes("all there is"));
    stream.open();
    await().until(() -> owner.closings.get() == 1);
    assertThat(response.text()).isEqualTo("all there is");
  }

  @Test
  void theOpeningComesFirst() {
    owner.opening = "hello ";
    put("a");
    stream.open();
    await().until(() -> response.text().equals("hello a"));
  }

  @Test
  void anOwnerThatWasRefusedIsToldWhenTheClientHasTakenAll() {
    stream.open();
    response.block();
    put("x".repeat(LIMIT));
    stream.flush();
    response.awaitBlocked();
    assertThat(stream.hasRoom()).isFalse(); // What is being written counts too.
    assertThat(owner.drains).hasValue(0);

    response.release();
    await().until(() -> owner.drains.get() == 1);
    assertThat(response.text()).hasSize(LIMIT);
    assertThat(stream.hasRoom()).isTrue();
    put("y");
    stream.flush();
    await().until(() -> response.text().endsWith("y"));
    assertThat(owner.drains).hasValue(1);
  }

  @Test
  void aRefusalSendsWhatWaits() {
    stream.open();
    await().until(response::isCommitted);
    await()
        .until(
            () -> { // Again when the thread that sent the headers took it along.
              put("x".repeat(LIMIT));
              return !stream.hasRoom();
            });
    await().until(() -> owner.drains.get() >= 1);
  }

  @Test
  void aRefusalIsNoStream() {
    stream.refuse((_, answer) -> answer.setStatus(503));
    await().until(() -> owner.closings.get() == 1);
    stream.open();
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.text()).isEmpty();
  }

  @Test
  void aClientThatIsGoneEndsItQuietly() {
    stream.open();
    response.fail();
    put("x");
    stream.flush();
    await().until(() -> owner.closings.get() == 1);
  }

  @Test
  void itsOwnerIsToldThatTheNodeStops() {
    stream.stop();
    assertThat(owner.stops).hasValue(1);
    stream.cut();
    assertThat(owner.cuts).hasValue(1);
  }

  @Test
  void onlyAnIdleStreamBeats() {
    stream.beat();
    assertThat(response.text()).isEmpty(); // It is not open.
    stream.open();
    await()
        .until(
            () -> {
              stream.beat();
              return response.text().startsWith(":\n\n");
            });

    EventStream busy = streamWith(Duration.ofHours(1), LIMIT);
    int before = response.text().length();
    busy.open();
    busy.put(bytes("x"));
    busy.flush();
    await().until(() -> response.text().length() > before);
    busy.beat();
    assertThat(response.text()).endsWith("x");
  }

  @Test
  void framesArriveInOrderHoweverTheyAreFlushed() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    StringBuilder expected = new StringBuilder();
    EventStream wide = streamWith(HEARTBEAT, 1_000_000);
    wide.open();
    for (int i = 0; i < 5_000; i++) {
      String frame = i + ",";
      expected.append(frame);
      wide.put(bytes(frame));
      if (random.nextInt(4) == 0) {
        wide.flush();
      }
    }
    wide.end(bytes("end"));
    wide.flush();
    await().until(() -> owner.closings.get() == 1);
    assertThat(response.text()).as("seed %d", seed).isEqualTo(expected + "end");
  }

  private void put(String frame) {
    stream.put(bytes(frame));
  }

  private EventStream streamWith(Duration heartbeat, int limit) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAsyncSupported(true);
    return new EventStream(
        new MockAsyncContext(request, response), response, owner, replies, limit, heartbeat);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class FakeOwner implements EventStream.Owner {
    final AtomicInteger closings = new AtomicInteger();
    final AtomicInteger stops = new AtomicInteger();
    final AtomicInteger cuts = new AtomicInteger();
    final AtomicInteger drains = new AtomicInteger();
    volatile String opening = "";

    @Override
    public byte[] opening() {
      return bytes(opening);
    }

    @Override
    public void drained() {
      drains.incrementAndGet();
    }

    @Override
    public void stopping() {
      stops.incrementAndGet();
    }

    @Override
    public void cut() {
      cuts.incrementAndGet();
    }

    @Override
    public void closed() {
      closings.incrementAndGet();
    }
  }
}
