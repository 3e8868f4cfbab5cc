package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.turnpike.events.RecordedCall;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the tools told an earlier turn, in place of the tools. A call gets the result of the
 * recorded one with its name and arguments; of several such calls each once, in their order, and
 * then the last again. A call that was not recorded fails. Thread-safe.
 */
final class RecordedCalls {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<RecordedCall> calls;
  private final List<RecordedCall> left; // guarded by this
  private final Clock clock;

  RecordedCalls(List<RecordedCall> calls, Clock clock) {
    this.calls = List.copyOf(calls);
    this.left = new ArrayList<>(calls);
    this.clock = clock;
  }

  synchronized ToolOutcome outcome(ToolExecutionRequest request) {
    var now = clock.instant();
    Predicate<RecordedCall> same =
        call ->
            call.getName().equals(request.name())
                && sameJson(call.getArguments(), request.arguments());
    var next = left.stream().filter(same).findFirst();
    next.ifPresent(left::remove);
    return next.or(() -> calls.stream().filter(same).reduce((_, later) -> later))
        .map(call -> new ToolOutcome(call.getResult(), call.getFailed(), now, now))
        .orElseGet(() -> new ToolOutcome(unknown(request.name()), true, now, now));
  }

  private static String unknown(@Nullable String name) {
    return "This turn is a replay, in which no tool is run, and the tool \"%s\" was not called with these arguments before."
        .formatted(ToolText.cut(String.valueOf(name), 64));
  }

  private static boolean sameJson(String recorded, @Nullable String asked) {
    return recorded.equals(asked) || Objects.equals(tree(recorded), tree(asked));
  }

  private static Object tree(@Nullable String arguments) {
    var text = arguments == null || arguments.isBlank() ? "{}" : arguments;
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return text;
    }
  }
}
