package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TogetherTest {
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void whoComesMeanwhileIsAnsweredByTheNextCall() {
    Together<Integer, Integer> together = new Together<>(Duration.ZERO, this::squares);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    answers.add(ask(together, 1));
    awaitBegun();
    for (int i = 2; i <= 9; i++) {
      answers.add(ask(together, i));
    }
    await().until(() -> together.pending().size() == 9);
    goOn.countDown();

    for (int i = 1; i <= 9; i++) {
      assertThat(answers.get(i - 1).join()).isEqualTo(i * i);
    }
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0)).containsExactly(1);
    assertThat(calls.get(1)).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(together.pending()).isEmpty();
  }

  @Test
  void theFirstWaitsForOthersToJoin() {
    goOn.countDown();
    Together<Integer, Integer> together = new Together<>(Duration.ofMillis(300), this::squares);
    CompletableFuture<Integer> first = ask(together, 2);
    CompletableFuture<Integer> second = ask(together, 3);

    assertThat(first.join() + second.join()).isEqualTo(13);
    assertThat(calls).hasSize(1);
  }

  @Test
  void aCallThatFailsFailsForThoseItHasNotAnswered() throws Exception {
    Together<Integer, Integer> together =
        new Together<>(
            Duration.ofMillis(200),
            questions -> {
              for (var each : questions) {
                if (each.asked() % 2 == 0) {
                  each.answer(0);
                }
              }
              throw new IllegalStateException("odd");
            });
    CompletableFuture<Integer> odd = ask(together, 1);
    CompletableFuture<Integer> even = ask(together, 2);

    assertThatThrownBy(odd::get).isInstanceOf(ExecutionException.class).hasMessageContaining("odd");
    assertThat(even.get()).isZero();
  }

  /** The thread that calls may lose its work; the others have theirs still. */
  @Test
  void anInterruptedCallLeavesTheOthersToTheNextOne() throws Exception {
    Together<Integer, Integer> together = new Together<>(Duration.ofMillis(200), this::squares);
    CompletableFuture<Throwable> stopped = new CompletableFuture<>();
    Thread first =
        Thread.startVirtualThread(
            () -> {
              try {
                together.ask(1);
              } catch (InterruptedException e) {
                stopped.complete(e);
              }
            });
    await().until(() -> together.pending().size() == 1);
    CompletableFuture<Integer> second = ask(together, 2);
    awaitBegun();
    first.interrupt();
    assertThat(stopped.get()).isInstanceOf(InterruptedException.class);
    goOn.countDown();

    assertThat(second.get()).isEqualTo(4);
    assertThat(calls).hasSize(2);
    assertThat(calls.get(1)).contains(2);
  }

  @Test
  void whoHasNoPatienceIsNotKeptByASlowCall() throws Exception {
    Together<Integer, Integer> together = new Together<>(Duration.ZERO, this::squares);
    CompletableFuture<Integer> first = ask(together, 1);
    awaitBegun();

    assertThat(together.ask(2, Duration.ofMillis(10))).isEmpty();
    assertThat(together.pending()).containsExactly(1);
    goOn.countDown();
    assertThat(first.get()).isEqualTo(1);
    assertThat(together.ask(3, Duration.ofSeconds(10))).contains(9);
  }

  private void squares(List<Together.Question<Integer, Integer>> questions)
      throws InterruptedException {
    calls.add(questions.stream().map(Together.Question::asked).toList());
    begun.countDown();
    goOn.await();
    questions.forEach(each -> each.answer(each.asked() * each.asked()));
  }

  private void awaitBegun() {
    await().until(() -> begun.getCount() == 0);
  }

  private static CompletableFuture<Integer> ask(Together<Integer, Integer> together, int number) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return together.ask(number);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        THREADS);
  }
}
