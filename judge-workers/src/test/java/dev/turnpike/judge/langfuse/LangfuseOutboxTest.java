package dev.turnpike.judge.langfuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LangfuseOutboxTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LangfuseStandIn langfuse = new LangfuseStandIn();
  private final LangfuseOutbox outbox =
      new LangfuseOutbox(new LangfuseApi(langfuse.properties(false, "")), meters);

  @AfterEach
  void close() {
    outbox.close();
    langfuse.close();
  }

  @Test
  void whatIsTakenIsTaken() throws Exception {
    outbox.push(List.of(event("a"), event("b")));

    assertThat(langfuse.taken()).hasSize(2);
    assertThat(count("taken")).isEqualTo(2);
  }

  @Test
  void whatComesTogetherSharesRequests() {
    try (var pushers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 1_000)
          .forEach(
              i -> {
                var _ =
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            outbox.push(List.of(event("e" + i)));
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                        },
                        pushers);
              });
      await().until(() -> langfuse.taken().size() == 1_000);
    }
    assertThat(langfuse.batches()).allMatch(size -> size <= 200).hasSizeLessThan(500);
  }

  @Test
  void anOutageIsToldAndNothingIsLost() throws Exception {
    for (int status : new int[] {401, 404, 429, 500, 503}) {
      langfuse.answers(status);
      assertThatThrownBy(() -> outbox.push(List.of(event("a"))))
          .isInstanceOf(LangfuseOutage.class)
          .hasMessage("Langfuse answers with status " + status);
    }
    langfuse.answers(207);
    outbox.push(List.of(event("a")));
    assertThat(langfuse.taken()).hasSize(1);
  }

  @Test
  void anEventThatIsRefusedIsToldAloneAndOneThatIsPutOffIsAnOutage() throws Exception {
    langfuse.refuses("b", 400);
    langfuse.refuses("c", 503);

    assertThatThrownBy(() -> outbox.push(List.of(event("a"), event("b"))))
        .isInstanceOf(LangfuseRefusal.class)
        .hasMessage("Langfuse refused the event with status 400");
    assertThatThrownBy(() -> outbox.push(List.of(event("c")))).isInstanceOf(LangfuseOutage.class);
    assertThat(langfuse.taken()).extracting(event -> event.path("id").asString()).containsOnly("a");
  }

  @Test
  void aBatchThatIsRefusedIsSentOneByOne() {
    langfuse.chokesOn("culprit");

    assertThatThrownBy(() -> outbox.push(List.of(event("a"), event("culprit"), event("c"))))
        .isInstanceOf(LangfuseRefusal.class);
    await().until(() -> langfuse.taken().size() == 2);
  }

  @Test
  void whoWaitsWhenItIsClosedIsTold() throws Exception {
    langfuse.stalls();
    var waiting =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> outbox.push(List.of(event("a")))),
            task -> Thread.ofVirtual().start(task));
    await().until(() -> langfuse.stalled() == 1);
    outbox.close();

    assertThat(waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(LangfuseOutage.class);
    langfuse.goesOn();
  }

  @Test
  void whatNobodyListensAtIsAnOutage() {
    langfuse.close();

    assertThatThrownBy(() -> outbox.push(List.of(event("a"))))
        .isInstanceOf(LangfuseOutage.class)
        .hasMessageStartingWith("Langfuse can't be reached: ");
  }

  private double count(String outcome) {
    return meters.get("turnpike.judge.langfuse.events").tag("outcome", outcome).counter().count();
  }

  private static LangfuseEvent event(String id) {
    return new LangfuseEvent(
        id,
        "{\"id\":\"%s\",\"type\":\"trace-create\",\"timestamp\":\"2026-03-01T10:00:00Z\",\"body\":{\"id\":\"1\"}}"
            .formatted(id));
  }
}
