package dev.turnpike.agent.turns;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.models.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn's end as it is stored.
 *
 * @param inHistory whether its answer joins the session's history
 * @param forget whether its messages leave the history
 * @param tokens what the answer takes of a model's window, its exchange included
 * @param exchange see {@link PastMessage}
 */
record Ended(
    CompletedTurn turn, boolean inHistory, boolean forget, int tokens, @Nullable String exchange) {

  private static final String CUT_SHORT = "[The answer was cut short here.]";

  /** When nothing else could be stored: the end alone. */
  static Ended bare(CompletedTurn turn) {
    var end = CompletedTurn.newBuilder(turn).setAnswer("").setSteps(List.of()).build();
    return new Ended(end, false, false, 0, null);
  }

  /** Of a user who is forgotten. */
  Ended blank() {
    return new Ended(BlankTurn.of(turn), false, true, 0, null);
  }

  static Ended of(
      CompletedTurn turn, TurnSteps steps, boolean inHistory, boolean forget, Tokenizer tokenizer) {
    var exchange = steps.hasToolCalls() ? exchange(turn, steps) : null;
    int tokens =
        exchange == null ? answerTokens(turn, steps, tokenizer) : tokenizer.count(exchange);
    return new Ended(turn, inHistory, forget, tokens + Conversation.PER_MESSAGE, exchange);
  }

  /** As the model has counted them itself, where it has: counting costs as much as streaming. */
  private static int answerTokens(CompletedTurn turn, TurnSteps steps, Tokenizer tokenizer) {
    var usage = steps.all().isEmpty() ? null : steps.all().getLast().getUsage();
    return usage == null || usage.getEstimated()
        ? tokenizer.count(turn.getAnswer())
        : Math.toIntExact(usage.getOutputTokens() - usage.getReasoningTokens());
  }

  /** What the steps brought, and what a call had said that did not come to its end. */
  private static String exchange(CompletedTurn turn, TurnSteps steps) {
    var messages = new ArrayList<>(steps.exchange());
    var unfinished = turn.getAnswer().substring(steps.text().length()).strip();
    if (!unfinished.isEmpty()) {
      messages.add(AiMessage.from(unfinished));
    } else if (!(messages.getLast() instanceof AiMessage)) {
      messages.add(AiMessage.from(CUT_SHORT)); // some providers want an answer after tools
    }
    return ChatMessageSerializer.messagesToJson(messages);
  }
}
