package dev.turnpike.agent.tools;

import dev.turnpike.metrics.Buckets;
import dev.turnpike.telemetry.Activity;
import dev.turnpike.telemetry.LogContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs calls so that none can hurt its turn: each on a thread of its own, which is interrupted when
 * its time is over or its caller gives up, and left behind when it does not react.
 *
 * <p>Invariant: a call holds one of its tool's permits until its thread has really ended, so a tool
 * that hangs keeps at most that many threads, and then its calls fail.
 */
final class ToolRunner {

  private static final Logger log = LoggerFactory.getLogger(ToolRunner.class);

  private final ToolProperties settings;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

  ToolRunner(ToolProperties settings, MeterRegistry meters, Clock clock) {
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  /** A call of a tool that is not there; counted without its name, which is the model's. */
  ToolOutcome unknown(String sentence) {
    try (var activity = Activity.begin("execute_tool unknown")) {
      activity.set("gen_ai.operation.name", "execute_tool").failed("unknown_tool");
    }
    var now = clock.instant();
    count("unknown", "unknown", now);
    return new ToolOutcome(sentence, true, now, now);
  }

  ToolOutcome run(Tool tool, @Nullable String arguments, ToolContext context)
      throws InterruptedException {
    var name = tool.specification().name();
    try (var activity = Activity.begin("execute_tool " + name)) {
      activity
          .set("gen_ai.operation.name", "execute_tool")
          .set("gen_ai.tool.name", name)
          .set("gen_ai.tool.type", "function")
          .set("gen_ai.tool.call.id", context.callId())
          .content("gen_ai.tool.call.arguments", () -> arguments);
      var outcome = run(name, tool, arguments, context, activity);
      activity.content("gen_ai.tool.call.result", outcome::text);
      return outcome;
    }
  }

  private ToolOutcome run(
      String name, Tool tool, @Nullable String arguments, ToolContext context, Activity activity)
      throws InterruptedException {
    var startedAt = clock.instant();
    var timeout = timeout(name, tool);
    var result = "cancelled";
    try {
      var text = call(name, tool, arguments, context.notAfter(startedAt.plus(timeout)));
      result = "none";
      return outcome(text.isBlank() ? "(an empty result)" : text, false, startedAt);
    } catch (ToolException e) {
      result = "failed";
      return outcome(e.sentence(), true, startedAt);
    } catch (TimeoutException e) {
      result = "timeout";
      return outcome(
          "The tool %s gave no result within %d seconds."
              .formatted(name, Math.max(1, timeLeft(startedAt, context, timeout).toSeconds())),
          true,
          startedAt);
    } catch (ExecutionException e) {
      result = "error";
      logged(name, e.getCause());
      return outcome("The tool %s failed unexpectedly.".formatted(name), true, startedAt);
    } finally {
      if (!result.equals("ok")) {
        activity.failed(result);
      }
      count(name, result, startedAt);
    }
  }

  private Duration timeout(String name, Tool tool) {
    var configured = settings.timeouts().get(name);
    var own = configured == null ? tool.timeout() : configured;
    return own == null ? settings.timeout() : own;
  }

  private static Duration timeLeft(Instant startedAt, ToolContext context, Duration timeout) {
    return Duration.between(startedAt, context.notAfter(startedAt.plus(timeout)).deadline());
  }

  private String call(String name, Tool tool, @Nullable String given, ToolContext context)
      throws ToolException, ExecutionException, TimeoutException, InterruptedException {
    var arguments = given == null || given.isBlank() ? "{}" : given;
    var _ = ToolArguments.of(arguments);
    var permit =
        permits.computeIfAbsent(name, _ -> new Semaphore(settings.concurrentCalls(), true));
    if (!permit.tryAcquire(nanosLeft(context), TimeUnit.NANOSECONDS)) {
      throw new ToolException("The tool %s is busy with other calls.".formatted(name));
    }
    var task = new FutureTask<>(() -> tool.call(arguments, context));
    Thread.ofVirtual()
        .name("tool-" + name)
        .start(
            LogContext.carried(
                () -> {
                  try {
                    task.run();
                  } finally {
                    permit.release();
                  }
                }));
    return await(task, context);
  }

  private String await(FutureTask<String> task, ToolContext context)
      throws ToolException, ExecutionException, TimeoutException, InterruptedException {
    try {
      return task.get(nanosLeft(context), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ToolException told) {
        throw told;
      }
      throw e;
    }
  }

  private long nanosLeft(ToolContext context) {
    return Math.max(0, Duration.between(clock.instant(), context.deadline()).toNanos());
  }

  private ToolOutcome outcome(String text, boolean failed, Instant startedAt) {
    var told = ToolText.limit(ToolText.clean(text), settings.longestResult());
    return new ToolOutcome(told, failed, startedAt, clock.instant());
  }

  private void count(String name, String result, Instant startedAt) {
    Buckets.call(Timer.builder("gen_ai.execute_tool.duration"))
        .description("Tool calls, those of tools that are not there under the name unknown")
        .tags("gen_ai.tool.name", name, "error.type", result)
        .register(meters)
        .record(Duration.between(startedAt, clock.instant()));
  }

  /** Without the message, which may quote arguments. */
  private static void logged(String name, @Nullable Throwable failure) {
    if (failure == null) {
      return;
    }
    var trace = failure.getStackTrace();
    log.atWarn()
        .addKeyValue("tool", name)
        .addKeyValue("failure", failure.getClass().getName())
        .addKeyValue("at", trace.length == 0 ? "?" : trace[0])
        .log("A tool failed unexpectedly");
  }
}
