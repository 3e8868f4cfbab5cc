package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.tokens.Revocation.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RevocationFeedTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final FakeTable table = new FakeTable();
  private final KnownRevocations known = new KnownRevocations();
  private final RevocationFeed feed = new RevocationFeed(table, known, Clock.systemUTC());

  /** Revocations by when they were stamped; visible once committed. */
  private static final class FakeTable implements RevocationFeed.Source {
    private final List<Revocation> all = new ArrayList<>();
    private final NavigableMap<Instant, Revocation> stamped = new TreeMap<>();
    private Instant now = NOW;
    private boolean away;
    private final AtomicInteger bugs = new AtomicInteger();

    void commit(Instant stamp, Revocation revocation) {
      all.add(revocation);
      stamped.put(stamp, revocation);
    }

    @Override
    public Instant now() {
      if (away) {
        throw new DataAccessResourceFailureException("away");
      }
      return now;
    }

    @Override
    public List<Revocation> since(Instant instant) {
      if (bugs.getAndDecrement() > 0) {
        throw new IllegalStateException("nobody thought of this");
      }
      return List.copyOf(stamped.tailMap(instant, false).values());
    }

    @Override
    public List<Revocation> page(@Nullable Revocation last, int size) {
      int from = last == null ? 0 : all.indexOf(last) + 1;
      return List.copyOf(all.subList(from, Math.min(all.size(), from + size)));
    }

    @Override
    public int deleteExpired(int limit) {
      return 0;
    }
  }

  @Test
  void readsAllBeforeAnythingElse() {
    int many = RevocationFeed.PAGE + 1;
    IntStream.range(0, many).forEach(i -> table.all.add(login("l" + i)));
    feed.readAll();
    assertThat(known.size()).isEqualTo(many);
  }

  @Test
  void hearsOfATransactionThatWasStampedLongBeforeItWasCommitted() {
    feed.readAll();
    table.now = NOW.plusSeconds(29);
    feed.readNew();
    table.commit(NOW, login("slow"));
    feed.readNew();
    assertThat(known.size()).isEqualTo(1);
  }

  @Test
  void catchesUpOnAllThatHappenedWhileTheDatabaseWasAway() {
    table.commit(NOW, login("before"));
    feed.readAll();
    table.away = true;
    table.now = NOW.plus(Duration.ofHours(1));
    assertThatThrownBy(feed::readNew).isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(known.size()).as("what is known stays").isEqualTo(1);

    table.commit(NOW.plus(Duration.ofMinutes(1)), login("meanwhile"));
    table.away = false;
    feed.readNew();
    assertThat(known.size()).isEqualTo(2);
  }

  @Test
  void goesOnWhateverFails() {
    table.bugs.set(2);
    table.commit(NOW, login("later"));
    table.all.clear();
    feed.start();
    try {
      await().until(() -> known.size() == 1);
    } finally {
      feed.stop();
    }
  }

  @Test
  void saysHowLongAgoItRead() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    RevocationFeed timed = new RevocationFeed(table, known, now::get);
    now.set(NOW.plusSeconds(5));
    assertThat(timed.age()).hasSeconds(5);
    timed.readNew();
    assertThat(timed.age()).isZero();
    now.set(NOW.plusSeconds(7));
    table.away = true;
    assertThatThrownBy(timed::readNew).isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(timed.age()).hasSeconds(2);
  }

  @Test
  void doesNotStartWithoutHavingReadThem() {
    table.away = true;
    assertThatThrownBy(feed::start).isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(feed.isRunning()).isFalse();
  }

  private static Revocation login(String id) {
    return new Revocation(Kind.LOGIN, id, "u", NOW, NOW.plus(Duration.ofDays(30)));
  }
}
