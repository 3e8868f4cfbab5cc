package dev.turnpike.models;

import static dev.turnpike.models.ModelRingTest.request;
import static dev.turnpike.models.StandInProvider.breaksOff;
import static dev.turnpike.models.StandInProvider.refuses;
import static dev.turnpike.models.StandInProvider.says;
import static dev.turnpike.models.StandInProvider.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.turnpike.models.ModelException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaker and concurrency limit of one model, {@code one}, that is never retried. */
class ModelGateTest {

  private final SteppedClock clock = new SteppedClock();
  private StandInProvider provider;
  private CatalogueSetup setup;
  private Models models;

  @BeforeEach
  void start() throws IOException {
    provider = new StandInProvider();
    setup =
        CatalogueSetup.at(provider.url())
            .with("retry.tries", "1")
            .with("max-concurrent", "1")
            .with("busy-wait", "50ms")
            .clock(clock);
    models = setup.models();
  }

  @AfterEach
  void stop() {
    models.close();
    provider.close();
  }

  @Test
  void aModelThatKeepsFailingIsLeftAloneUntilItIsBack() throws Exception {
    provider.on("one", status(500));
    failTimes(5);

    var refused = failure();
    assertThat(refused.kind()).isEqualTo(Kind.BREAKER_OPEN);
    assertThat(refused.kind().retryable()).isTrue();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(refused)
        .hasMessage("The model one has failed too often and is left alone for up to 10 s");
    assertThat(provider.calls("one")).isEqualTo(5);
    assertThat(breaker("open")).isEqualTo(1);

    clock.step(Duration.ofSeconds(11));
    provider.on("one", says("back"));
    assertThat(answer()).isEqualTo("back");
    assertThat(breaker("half_open")).isEqualTo(1);
    assertThat(answer()).isEqualTo("back");
    assertThat(answer()).isEqualTo("back");
    assertThat(breaker("closed")).isEqualTo(1);
  }

  @Test
  void aModelThatFailsItsTrialsIsLeftAloneAgain() {
    provider.on("one", status(500));
    failTimes(5);
    clock.step(Duration.ofSeconds(11));
    failTimes(3);

    assertThat(failure().kind()).isEqualTo(Kind.BREAKER_OPEN);
    assertThat(provider.calls("one")).isEqualTo(8);
  }

  @Test
  void oldFailuresDoNotCount() {
    provider.on("one", status(500));
    failTimes(4);
    clock.step(Duration.ofSeconds(31));
    failTimes(4);

    assertThat(breaker("closed")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429})
  void whatSaysNothingOfTheModelDoesNotOpenTheBreaker(int status) {
    provider.on("one", refuses(status, null, "{}"));
    failTimes(10);

    assertThat(provider.calls("one")).isEqualTo(10);
    assertThat(breaker("closed")).isEqualTo(1);
  }

  /** Each such call counts twice: the model spoke, and it failed. */
  @Test
  void aModelThatAlwaysBreaksOffIsLeftAlone() {
    provider.on("one", breaksOff("a"));
    failTimes(3);

    assertThat(failure().kind()).isEqualTo(Kind.BREAKER_OPEN);
  }

  @Test
  void aModelThatHasEnoughToDoIsBusy() throws Exception {
    provider.on("one", provider.hangs("a"), says("free again"));
    var running = stream();
    provider.hanging.await();

    var refused = failure();
    assertThat(refused.kind()).isEqualTo(Kind.BUSY);
    assertThat(refused).hasMessageContaining("as many calls as it may have");
    assertThat(gauge("turnpike.model.in.flight")).isEqualTo(1);

    running.thread.interrupt();
    await().until(running.result::isDone);
    assertThat(answer()).isEqualTo("free again");
  }

  @Test
  void aCallWaitsForItsPlace() throws Exception {
    models.close();
    models = setup.with("busy-wait", "30s").models();
    provider.on("one", provider.hangs("a"), says("after you"));
    var running = stream();
    provider.hanging.await();
    var waiting = stream();
    await().until(() -> waiting.thread.getState() == Thread.State.TIMED_WAITING);

    running.thread.interrupt();

    assertThat(waiting.result.get()).isEqualTo("after you");
  }

  @Test
  void anInterruptClosesTheConnectionFreesThePlaceAndBlamesNobody() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (var other = new StandInProvider()) {
        models.close();
        models = setup.with("base-url", other.url().toString()).models();
        other.on("one", other.hangs(), says("fine"));
        var running = stream();
        other.hanging.await();

        running.thread.interrupt();

        other.left.await();
        assertInterrupted(running);
        assertThat(gauge("turnpike.model.in.flight")).isZero();
      }
    }
    assertThat(setup.meters().get("turnpike.model.calls").tag("outcome", "interrupted").counter())
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(20));
    assertThat(breaker("closed")).isEqualTo(1);
  }

  @Test
  void interruptedCallsDoNotUseUpTheTrials() throws Exception {
    provider.on("one", status(500));
    failTimes(5);
    clock.step(Duration.ofSeconds(11));
    provider.on("one", provider.hangs());
    for (int i = 0; i < 4; i++) {
      var running = stream();
      await().until(() -> gauge("turnpike.model.in.flight") == 1);
      running.thread.interrupt();
      assertInterrupted(running);
    }

    provider.on("one", says("up"));
    assertThat(answer()).isEqualTo("up");
  }

  @Test
  void aFirstTokenIsEnoughToCloseTheBreaker() throws Exception {
    models.close();
    models = setup.with("max-concurrent", "9").with("breaker.trials", "1").models();
    provider.on("one", status(500));
    failTimes(5);
    clock.step(Duration.ofSeconds(11));
    provider.on("one", provider.hangs("I am "), says("hello"));
    var _ = stream();

    await().until(() -> breaker("closed") == 1);
    assertThat(answer()).isEqualTo("hello");
  }

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(failure().kind()).isNotEqualTo(Kind.BREAKER_OPEN);
    }
  }

  private ModelException failure() {
    return catchThrowableOfType(ModelException.class, this::answer);
  }

  private String answer() throws ModelException, InterruptedException {
    return models.only("one").stream(_ -> request("Hi"), new HeardText()).text();
  }

  private Running stream() {
    var result = new CompletableFuture<String>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    result.complete(answer());
                  } catch (ModelException | InterruptedException e) {
                    result.completeExceptionally(e);
                  }
                });
    return new Running(thread, result);
  }

  private static void assertInterrupted(Running running) {
    assertThatThrownBy(running.result::get).hasCauseInstanceOf(InterruptedException.class);
  }

  private double breaker(String state) {
    return setup.meters().get("turnpike.model.breaker").tag("state", state).gauge().value();
  }

  private double gauge(String name) {
    return setup.meters().get(name).gauge().value();
  }

  private record Running(Thread thread, CompletableFuture<String> result) {}

  /** Stands still until it is stepped. */
  private static final class SteppedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void step(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
