package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ToolRunnerTest {

  private static final Duration SHORT = Duration.ofMillis(100);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private ToolRunner runner(String... settings) {
    return new ToolRunner(Settings.with(settings), meters, Clock.systemUTC());
  }

  private long counted(String tool, String result) {
    var timer =
        meters
            .find("gen_ai.execute_tool.duration")
            .tags("gen_ai.tool.name", tool, "error.type", result)
            .timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void aResultIsAnOutcomeWithItsTimes() throws InterruptedException {
    var before = Instant.now();
    var echo = StubTool.of("echo", (arguments, context) -> arguments + context.userId());
    var outcome = runner().run(echo, "{\"a\": 1}", Calls.context());
    assertThat(outcome.text()).isEqualTo("{\"a\": 1}user-1");
    assertThat(outcome.failed()).isFalse();
    assertThat(outcome.startedAt()).isBetween(before, outcome.finishedAt());
    assertThat(outcome.finishedAt()).isBeforeOrEqualTo(Instant.now());
    assertThat(counted("echo", "none")).isOne();
  }

  @Test
  void noArgumentsAreAnEmptyObject() throws InterruptedException {
    var echo = StubTool.of("echo", (arguments, _) -> arguments);
    assertThat(runner().run(echo, null, Calls.context()).text()).isEqualTo("{}");
    assertThat(runner().run(echo, " ", Calls.context()).text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": | The arguments are not valid JSON (line 1, column 6). Write one JSON object.
          hello | The arguments are not valid JSON (line 1, column 1). Write one JSON object.
          [1]   | The arguments are JSON, but no object. Write one JSON object.
          "a"   | The arguments are JSON, but no object. Write one JSON object.
          """)
  void otherArgumentsNeverReachTheTool(String arguments, String sentence)
      throws InterruptedException {
    var outcome = runner().run(StubTool.named("echo"), arguments, Calls.context());
    assertThat(outcome.failed()).isTrue();
    assertThat(outcome.text()).isEqualTo(sentence);
    assertThat(counted("echo", "failed")).isOne();
  }

  @Test
  void theSentenceOfAToolIsTold(CapturedOutput output) throws InterruptedException {
    var tool =
        StubTool.of(
            "tool",
            (_, _) -> {
              throw new ToolException("Write the city's name.");
            });
    var outcome = runner().run(tool, "{}", Calls.context());
    assertThat(outcome.text()).isEqualTo("Write the city's name.");
    assertThat(outcome.failed()).isTrue();
    assertThat(output.getAll()).doesNotContain("city");
  }

  @Test
  void anUnexpectedFailureIsLoggedWithoutWhatItSays(CapturedOutput output)
      throws InterruptedException {
    var tool =
        StubTool.of(
            "tool",
            (arguments, _) -> {
              throw new IllegalStateException("no " + arguments);
            });
    var outcome = runner().run(tool, "{\"q\":\"private words\"}", Calls.context());
    assertThat(outcome.text()).isEqualTo("The tool tool failed unexpectedly.");
    assertThat(outcome.failed()).isTrue();
    assertThat(output.getAll())
        .contains("java.lang.IllegalStateException", "ToolRunnerTest")
        .doesNotContain("private words");
    assertThat(counted("tool", "error")).isOne();
  }

  @Test
  void anErrorOfTheMachineIsAFailureToo() throws InterruptedException {
    var tool =
        StubTool.of(
            "tool",
            (_, _) -> {
              throw new StackOverflowError();
            });
    assertThat(runner().run(tool, "{}", Calls.context()).failed()).isTrue();
  }

  @Test
  void aToolThatTakesTooLongIsInterruptedAndTheModelToldSo() throws InterruptedException {
    var interrupted = new CountDownLatch(1);
    var tool =
        new StubTool(
            "slow",
            SHORT,
            (_, _) -> {
              try {
                new CountDownLatch(1).await();
                return "";
              } finally {
                interrupted.countDown();
              }
            });
    var outcome = runner().run(tool, "{}", Calls.context());
    assertThat(outcome.failed()).isTrue();
    assertThat(outcome.text()).isEqualTo("The tool slow gave no result within 1 seconds.");
    interrupted.await();
    assertThat(counted("slow", "timeout")).isOne();
  }

  @Test
  void configuredTimeoutsGoBeforeTheTools() throws InterruptedException {
    var hour = StubTool.hanging("hour", Duration.ofHours(1));
    assertThat(runner("timeouts.hour", "100ms").run(hour, "{}", Calls.context()).failed()).isTrue();
    var usual = StubTool.hanging("usual", null);
    assertThat(runner("timeout", "100ms").run(usual, "{}", Calls.context()).failed()).isTrue();
  }

  @Test
  void theTurnsDeadlineGoesBeforeAll() throws InterruptedException {
    var deadline = new AtomicReference<Instant>();
    var tool =
        StubTool.of(
            "tool",
            (_, context) -> {
              deadline.set(context.deadline());
              new CountDownLatch(1).await();
              return "";
            });
    var context = Calls.contextFor(SHORT);
    assertThat(runner().run(tool, "{}", context).failed()).isTrue();
    assertThat(deadline.get()).isEqualTo(context.deadline());
    assertThat(runner().run(tool, "{}", Calls.contextFor(Duration.ofSeconds(-1))).failed())
        .isTrue();
  }

  @Test
  void aToolThatIgnoresItsInterruptionIsLeftBehindAndKeepsItsPermit() throws Exception {
    var end = new AtomicBoolean();
    var tool =
        new StubTool(
            "deaf",
            SHORT,
            (_, _) -> {
              while (!end.get()) {
                Thread.onSpinWait();
              }
              return "done";
            });
    var runner = runner("concurrent-calls", "1");
    assertThat(runner.run(tool, "{}", Calls.context()).text()).contains("gave no result");
    assertThat(runner.run(tool, "{}", Calls.context()).text())
        .isEqualTo("The tool deaf is busy with other calls.");
    end.set(true);
    await()
        .untilAsserted(
            () -> assertThat(runner.run(tool, "{}", Calls.context()).text()).isEqualTo("done"));
  }

  @Test
  void anInterruptedCallerIsToldAndItsCallInterrupted() throws Exception {
    var running = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var tool =
        StubTool.of(
            "tool",
            (_, _) -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
                return "";
              } finally {
                interrupted.countDown();
              }
            });
    var runner = runner();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var thread = new AtomicReference<Thread>();
      Future<?> call =
          executor.submit(
              () -> {
                thread.set(Thread.currentThread());
                return runner.run(tool, "{}", Calls.context());
              });
      running.await();
      thread.get().interrupt();
      assertThatThrownBy(call::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
    interrupted.await();
    assertThat(counted("tool", "cancelled")).isOne();
  }

  @Test
  void aToolsOwnInterruptionIsAFailureOnly() throws InterruptedException {
    var tool =
        StubTool.of(
            "tool",
            (_, _) -> {
              throw new InterruptedException();
            });
    assertThat(runner().run(tool, "{}", Calls.context()).failed()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void callsRunSideBySide() throws Exception {
    int many = 20;
    var together = new CyclicBarrier(many);
    var tool =
        StubTool.of(
            "tool",
            (_, context) -> {
              try {
                together.await();
              } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
              }
              return context.callId();
            });
    var runner = runner();
    var calls = new ArrayList<Future<ToolOutcome>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        calls.add(executor.submit(() -> runner.run(tool, "{}", Calls.context())));
      }
      for (Future<ToolOutcome> call : calls) {
        assertThat(call.get().failed()).isFalse();
      }
    }
    assertThat(counted("tool", "none")).isEqualTo(many);
  }

  @Test
  void longResultsAreCutWithANote() throws InterruptedException {
    var runner = runner("longest-result", "100");
    var exact = StubTool.of("tool", (_, _) -> "x".repeat(100));
    assertThat(runner.run(exact, "{}", Calls.context()).text()).isEqualTo("x".repeat(100));
    var longer = StubTool.of("tool", (_, _) -> "x".repeat(99) + "😀" + "y".repeat(99));
    assertThat(runner.run(longer, "{}", Calls.context()).text())
        .isEqualTo("x".repeat(99) + "\n[cut: the first 100 of 200 characters]");
    var failing =
        StubTool.of(
            "tool",
            (_, _) -> {
              throw new ToolException("z".repeat(1000));
            });
    assertThat(runner.run(failing, "{}", Calls.context()).text()).hasSizeLessThan(150);
  }

  @Test
  void whatTheDatabaseRefusesIsTakenOut() throws InterruptedException {
    var tool = StubTool.of("tool", (_, _) -> "a\0b\uD800c\uDC00 😀");
    assertThat(runner().run(tool, "{}", Calls.context()).text()).isEqualTo("ab\uFFFDc\uFFFD 😀");
  }

  @Test
  void anEmptyResultSaysSo() throws InterruptedException {
    var tool = StubTool.of("tool", (_, _) -> "  ");
    assertThat(runner().run(tool, "{}", Calls.context()).text()).isEqualTo("(an empty result)");
  }

  @Test
  void theModelsInventionsAreCountedWithoutTheirNames() throws InterruptedException {
    var registry = new ToolRegistry(List.of(), List.of(), runner());
    var _ = registry.select(List.of()).run(Calls.request("invented", "{}"), Calls.context());
    assertThat(counted("unknown", "unknown")).isOne();
    assertThat(
            meters.find("gen_ai.execute_tool.duration").tag("gen_ai.tool.name", "invented").timer())
        .isNull();
  }
}
