package dev.turnpike.ingress.chat;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.Role;
import dev.turnpike.ingress.commands.TurnIntake.Question;
import dev.turnpike.ingress.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes questions out of requests, by the rules that need more than one field or a setting. */
@Component
class Questions {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final ChatProperties properties;

  Questions(ChatProperties properties) {
    this.properties = properties;
  }

  /**
   * @param traceParent the header of that name; ignored unless it is what W3C says
   */
  Question of(ChatRequest request, @Nullable String traceParent) {
    List<ChatRequest.Message> messages = request.messages();
    int last = messages.size() - 1;
    if (!messages.get(last).role().equals("user")) {
      throw Problem.invalid(
          "messages[%d].role".formatted(last),
          "must be user: the last message is what is answered");
    }
    String model = request.model();
    if (model != null && !properties.allows(model)) {
      throw Problem.invalid("model", "is not one of the models that may be asked for here");
    }
    boolean traced = traceParent != null && TRACE_PARENT.matcher(traceParent).matches();
    return new Question(
        messages.stream().map(Questions::message).toList(),
        onBusy(request.onBusy()),
        model,
        traced ? traceParent : null);
  }

  private static OnBusy onBusy(@Nullable String choice) {
    return choice == null ? OnBusy.ENQUEUE : OnBusy.valueOf(choice.toUpperCase(Locale.ROOT));
  }

  private static ChatMessage message(ChatRequest.Message message) {
    return new ChatMessage(
        Role.valueOf(message.role().toUpperCase(Locale.ROOT)), message.content());
  }
}
