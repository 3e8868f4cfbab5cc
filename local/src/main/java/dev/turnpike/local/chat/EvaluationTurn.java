package dev.turnpike.local.chat;

import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.RecordedCall;
import dev.turnpike.events.Recording;
import dev.turnpike.judge.evaluation.Answered;
import dev.turnpike.judge.evaluation.Answered.ToolUse;
import dev.turnpike.judge.evaluation.Item;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One question over the API, heard to its end. Used by one thread. */
final class EvaluationTurn implements Hearer {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** More than a turn may take by itself. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final double NANOS_A_MILLI = 1e6;

  private final ChatApi api;
  private final Session session;
  private final Item item;
  private final @Nullable String model;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, ToolUse> tools = new LinkedHashMap<>();
  private long askedAt = System.nanoTime();
  private @Nullable Double firstTokenMs;
  private volatile @Nullable Frame end;
  private volatile boolean overdue;

  EvaluationTurn(ChatApi api, Session session, Item item, @Nullable String model) {
    this.api = api;
    this.session = session;
    this.item = item;
    this.model = model;
  }

  Answered ask() throws InterruptedException {
    try {
      ChatApi.Opened opened = patiently(this::asked);
      limit(opened);
      new Listening(api, session, new RunningTurn()).hear(opened, this);
      double totalMs = elapsed();
      Frame last = java.util.Objects.requireNonNull(end, "a turn that was heard has an end");
      return answered(last, totalMs, patiently(() -> api.turn(session, last.turn())));
    } catch (Refusal e) {
      return Answered.refused(String.valueOf(e.getMessage()), elapsed());
    }
  }

  /** What came before, such as refusals for too many requests, is not the answer's time. */
  private ChatApi.Opened asked() {
    askedAt = System.nanoTime();
    return api.evaluate(session, body());
  }

  /** A turn that nobody takes up would be heard for ever. */
  private void limit(ChatApi.Opened opened) {
    CompletableFuture.delayedExecutor(LONGEST.toMinutes(), TimeUnit.MINUTES)
        .execute(
            () -> {
              if (end == null) {
                overdue = true;
                try {
                  api.cancel(session, opened.turn());
                  opened.stream().close();
                } catch (Refusal | IOException away) {
                  // Its listener finds out the next time that it hears anything.
                }
              }
            });
  }

  private void requireInTime() {
    if (overdue && end == null) {
      throw new Refusal("The turn did not end within %d minutes.".formatted(LONGEST.toMinutes()));
    }
  }

  private static <T> T patiently(Supplier<T> call) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (BusyException e) {
        if (System.nanoTime() - until > 0) {
          throw new Refusal(String.valueOf(e.getMessage()), e);
        }
        Thread.sleep(e.pause());
      } catch (Refusal e) { // a connection that broke, as when a node is replaced
        if (!(e.getCause() instanceof IOException) || System.nanoTime() - until > 0) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("messages", item.messages());
    if (model != null) {
      body.put("model", model);
    }
    if (item.recording() != null) {
      body.put("recording", recording(item.recording()));
    }
    return body;
  }

  private static Map<String, Object> recording(Recording recording) {
    return Map.of(
        "recalled",
        recording.getRecalled().stream().map(EvaluationTurn::memory).toList(),
        "tool_calls",
        recording.getToolCalls().stream().map(EvaluationTurn::call).toList());
  }

  private static Map<String, Object> memory(RecalledMemory memory) {
    return Map.of(
        "id", memory.getMemoryId(), "text", memory.getText(), "similarity", memory.getSimilarity());
  }

  private static Map<String, Object> call(RecordedCall call) {
    return Map.of(
        "name",
        call.getName(),
        "arguments",
        call.getArguments(),
        "result",
        call.getResult(),
        "failed",
        call.getFailed());
  }

  @Override
  public void hear(Frame frame) {
    JsonNode data = frame.data();
    String call = data.path("call_id").asString("");
    switch (frame.type()) {
      case "started" -> text.setLength(0);
      case "restarted" -> keep(Math.max(0, data.path("keep_chars").asInt(0)));
      case "tool_call" ->
          tools.put(
              call,
              new ToolUse(
                  data.path("name").asString(""), data.path("arguments").asString(""), "", false));
      case "tool_result" ->
          tools.computeIfPresent(
              call,
              (_, use) ->
                  new ToolUse(
                      use.name(),
                      use.arguments(),
                      data.path("result").asString(""),
                      data.path("failed").asBoolean(false)));
      default -> {}
    }
    if (firstTokenMs == null && !frame.content().isEmpty()) {
      firstTokenMs = elapsed();
    }
    text.append(frame.content());
    end = frame.done() ? frame : end;
  }

  @Override
  public void interrupted() {
    requireInTime(); // It is taken up again; the time it takes is the answer's.
  }

  @Override
  public void fromTheBeginning() {
    keep(0);
  }

  private void keep(int chars) {
    text.setLength(Math.min(chars, text.length()));
  }

  private double elapsed() {
    return (System.nanoTime() - askedAt) / NANOS_A_MILLI;
  }

  private Answered answered(Frame last, double totalMs, JsonNode turn) {
    boolean completed = last.type().equals("completed");
    return new Answered(
        last.turn(),
        last.type(),
        text.toString(),
        completed ? null : last.data().at("/error/message").asString("It did not complete."),
        turn.path("agent").asString(""),
        turn.path("model").asString(""),
        turn.path("simulated").asBoolean(false),
        turn.path("prompt_version").asString(""),
        turn.path("attempts").asInt(1),
        firstTokenMs,
        totalMs,
        turn.at("/usage/input_tokens").asLong(0),
        turn.at("/usage/output_tokens").asLong(0),
        turn.has("cost_usd") ? turn.path("cost_usd").asDouble(0) : null,
        List.copyOf(tools.values()));
  }
}
