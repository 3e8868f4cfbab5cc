package dev.turnpike.ingress.chat;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.Role;
import dev.turnpike.ingress.commands.TurnIntake.Question;
import dev.turnpike.ingress.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes questions out of requests, by the rules that need more than one field or a setting. */
@Component
class Questions {
  private final ChatProperties properties;

  Questions(ChatProperties properties) {
    this.properties = properties;
  }

  Question of(ChatRequest request, @Nullable String traceParent) {
    List<ChatMessage> messages = request.messages().stream().map(Questions::message).toList();
    check(messages, request.model());
    Question question =
        new Question(messages, onBusy(request.onBusy()), request.model(), traceParent);
    return request.replaces() == null
        ? question
        : question.replacing(replaced(request.replaces(), question.onBusy()));
  }

  private static UUID replaced(String turn, OnBusy onBusy) {
    if (onBusy != OnBusy.ENQUEUE) {
      throw Problem.invalid(
          "on_busy", "must be enqueue or absent with replaces, which ends what it replaces itself");
    }
    try {
      return UUID.fromString(turn);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("replaces", "must be the id of a turn");
    }
  }

  Question of(EvaluationRequest request) {
    List<ChatMessage> messages = request.asked();
    check(messages, request.model());
    return Question.evaluation(messages, request.model(), request.recorded());
  }

  private void check(List<ChatMessage> messages, @Nullable String model) {
    int last = messages.size() - 1;
    if (messages.get(last).getRole() != Role.USER) {
      throw Problem.invalid(
          "messages[%d].role".formatted(last),
          "must be user: the last message is what is answered");
    }
    if (model != null && !properties.allows(model)) {
      throw Problem.invalid("model", "is not one of the models that may be asked for here");
    }
  }

  private static OnBusy onBusy(@Nullable String choice) {
    return choice == null ? OnBusy.ENQUEUE : OnBusy.valueOf(choice.toUpperCase(Locale.ROOT));
  }

  private static ChatMessage message(ChatRequest.Message message) {
    return new ChatMessage(
        Role.valueOf(message.role().toUpperCase(Locale.ROOT)), message.content());
  }
}
