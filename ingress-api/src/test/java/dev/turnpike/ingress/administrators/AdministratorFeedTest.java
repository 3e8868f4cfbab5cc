package dev.turnpike.ingress.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class AdministratorFeedTest {
  private final Map<String, String> accounts = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile boolean away;

  private final Named named = new Named(Set.of("fixed"), Set.of("ops@example.org"));
  private final KnownAdministrators known = new KnownAdministrators(named);
  private final AdministratorFeed feed = new AdministratorFeed(named, this::look, known);

  private Map<String, String> look(Set<String> addresses) {
    looks.incrementAndGet();
    if (away) {
      throw new DataAccessResourceFailureException("away");
    }
    assertThat(addresses).containsExactly("ops@example.org");
    return Map.copyOf(accounts);
  }

  @AfterEach
  void stop() {
    feed.stop();
  }

  @Test
  void whoeverHasTheAddressIsOneBeforeTheServerStarts() {
    accounts.put("ops@example.org", "ops");
    feed.start();
    assertThat(known.include("ops")).isTrue();
    assertThat(known.include("fixed")).isTrue();
    assertThat(known.include("ops@example.org")).isFalse();
    assertThat(known.include("")).isFalse();
  }

  @Test
  void whoeverDeletesTheAccountIsNoneAnyMore() {
    accounts.put("ops@example.org", "ops");
    feed.start();
    accounts.clear();
    await().until(() -> !known.include("ops"));
    assertThat(known.include("fixed")).isTrue();
  }

  @Test
  void whatIsKnownStaysWhileTheDatabaseIsAway() {
    accounts.put("ops@example.org", "ops");
    feed.start();
    away = true;
    int before = looks.get();
    await().until(() -> looks.get() > before);
    assertThat(known.include("ops")).isTrue();
    away = false;
    accounts.put("ops@example.org", "another");
    await().until(() -> known.include("another") && !known.include("ops"));
  }

  /** Like revocations: a server that does not know them would refuse its operators. */
  @Test
  void theServiceDoesNotStartWithoutHavingLooked() {
    away = true;
    assertThatThrownBy(feed::start).isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(feed.isRunning()).isFalse();
  }

  @Test
  void nobodyIsAskedWhenNoAddressIsNamed() {
    Named ids = new Named(Set.of("fixed"), Set.of());
    AdministratorFeed idle = new AdministratorFeed(ids, this::look, new KnownAdministrators(ids));
    idle.start();
    assertThat(idle.isRunning()).isFalse();
    assertThat(looks).hasValue(0);
  }
}
