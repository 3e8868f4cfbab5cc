package dev.turnpike.agent.turns;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.events.Channel;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.models.ModelClient;
import dev.turnpike.models.ModelException;
import dev.turnpike.models.ModelListener;
import dev.turnpike.models.ModelReply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One attempt at a turn, from its claim to its end: prompt, history, model, events to the mailbox.
 *
 * <p>It writes nothing to Postgres: {@link TurnHandler} stores the end, fenced. What is in {@code
 * answer} is at all times exactly what the followers have been sent.
 */
final class Attempt implements ModelListener {

  /** What an attempt needs and does not own. */
  record Tools(
      ModelClient models,
      SystemPrompt prompt,
      TurnEngine.Recall recall,
      TurnProperties properties,
      Clock clock) {}

  private final TurnCommand command;
  private final StartTurn start;
  private final Claim.Granted claim;
  private final Tools tools;
  private final ReplyStream replies;
  private final Cancellation cancellation;
  private final TurnRecord record;
  private final String model;
  private final StringBuilder answer = new StringBuilder();
  private boolean tooLong;

  Attempt(
      ConsumerRecord<byte[], byte[]> source,
      TurnCommand command,
      StartTurn start,
      Claim.Granted claim,
      Tools tools,
      ReplyStream replies,
      Cancellation cancellation) {
    this.command = command;
    this.start = start;
    this.claim = claim;
    this.tools = tools;
    this.replies = replies;
    this.cancellation = cancellation;
    this.record = new TurnRecord(source, command, start, claim.attempt(), claim.startedAt());
    this.model = tools.models().resolve(start.getModel());
    record.asked(model, tools.models().simulated(), tools.prompt().version());
  }

  /**
   * Runs the attempt to its end.
   *
   * @throws InterruptedException when the thread was interrupted for another reason than the turn's
   *     cancellation: the attempt is given up
   */
  CompletedTurn run() throws InterruptedException {
    if (claim.cancelReason() != null) {
      cancellation.request(claim.cancelReason(), claim.forget());
    }
    if (claim.attempt() > tools.properties().maxAttempts()) {
      return record.failed(
          "",
          "attempts_exhausted",
          "The turn was tried %d times without coming to an end".formatted(claim.attempt() - 1),
          times());
    }
    cancellation.open();
    try {
      return end(converse());
    } catch (ModelException e) {
      return record.failed(answer.toString(), e.kind().code(), e.sentence(), times());
    } catch (InterruptedException e) {
      if (cancellation.close() != null) {
        return record.cancelled(answer.toString(), times());
      }
      if (tooLong) {
        return record.completed(answer.toString(), "length", times());
      }
      throw e;
    } finally {
      var _ = cancellation.close();
    }
  }

  private CompletedTurn end(ModelReply reply) {
    record.modelCalled(reply, claim.attempt());
    return record.completed(answer.toString(), reply.finishReason(), times());
  }

  private ModelReply converse() throws ModelException, InterruptedException {
    replies.event(new Started(model, tools.models().simulated()));
    if (claim.attempt() > 1) {
      replies.restart("attempt " + claim.attempt());
    }
    var recalled = recall();
    var conversation =
        Conversation.of(
            tools.prompt().fill(recalled),
            claim.history(),
            start.getMessages(),
            tools.properties().historyCharacters());
    record.context(conversation.history(), recalled);
    var request =
        ChatRequest.builder()
            .messages(conversation.messages())
            .modelName(model)
            .temperature(start.getTemperature())
            .topP(start.getTopP())
            .maxOutputTokens(start.getMaxOutputTokens())
            .build();
    return callUntilAnswered(request);
  }

  private List<RecalledMemory> recall() {
    return claim.knowsUser() && start.getMemory()
        ? tools.recall().recall(command.getUserId(), start.getMessages().getLast().getContent())
        : List.of();
  }

  private ModelReply callUntilAnswered(ChatRequest request)
      throws ModelException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return tools.models().stream(request, this);
      } catch (ModelException e) {
        var pause = pause(tries, e);
        if (!e.kind().retryable()
            || tries >= tools.properties().modelTries()
            || pause.compareTo(tools.properties().longestModelPause()) > 0) {
          throw e;
        }
        if (!answer.isEmpty()) {
          answer.setLength(0);
          replies.restart(e.kind().code());
        }
        Thread.sleep(pause);
      }
    }
  }

  /** What the provider asked for, otherwise doubling from 200 ms, with up to half as jitter. */
  private static Duration pause(int tries, ModelException failure) {
    var asked = failure.retryAfter();
    if (asked != null) {
      return asked;
    }
    long full = 200L << Math.min(tries - 1, 10);
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  @Override
  public void text(String piece) {
    // Postgres stores no NUL, and the stored answer is the streamed one.
    var clean = piece.replace("\0", "");
    if (send(clean, Channel.ANSWER)) {
      answer.append(clean);
    }
    if (answer.length() > tools.properties().longestAnswer()) {
      tooLong = true;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void reasoning(String piece) {
    var _ = send(piece, Channel.REASONING);
  }

  private boolean send(String piece, Channel channel) {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      replies.text(piece, channel);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private TurnRecord.Times times() {
    return new TurnRecord.Times(replies.firstTextAt(), tools.clock().instant());
  }
}
