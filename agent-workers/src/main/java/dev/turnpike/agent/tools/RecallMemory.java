package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.memory.recall.RecalledFact;
import dev.turnpike.memory.recall.Recollection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code recall_memory}: what is known about the turn's user that has to do with a question. */
final class RecallMemory implements Tool {

  static final String NAME = "recall_memory";

  private final Recall recall;

  /** Never throws. */
  interface Recall {
    Recollection recall(String userId, String query);
  }

  RecallMemory(Recall recall) {
    this.recall = recall;
  }

  @Override
  public ToolSpecification specification() {
    return ToolSpecification.builder()
        .name(NAME)
        .description(
            "Looks up what is remembered about the user from earlier conversations, such as their preferences, plans and circumstances.")
        .parameters(
            JsonObjectSchema.builder()
                .addStringProperty("query", "what to look for, a question or a few words")
                .required("query")
                .build())
        .build();
  }

  @Override
  public String call(String arguments, ToolContext context)
      throws ToolException, InterruptedException {
    var query = ToolArguments.of(arguments).text("query");
    var recollection = recall.recall(context.userId(), query);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return switch (recollection) {
      case Recollection.Found(var facts) -> told(facts, context.recalled());
      case Recollection.Failed _ ->
          throw new ToolException(
              "The memory can't be read at the moment, so it is not known what is remembered about the user. Answer without it, and say so if it matters.");
    };
  }

  /** What a finished call asked for. */
  static Optional<String> query(String arguments) {
    try {
      return Optional.of(ToolArguments.of(arguments).text("query"));
    } catch (ToolException e) {
      return Optional.empty();
    }
  }

  private static String told(List<RecalledFact> facts, RecalledMemories recalled) {
    recalled.add(
        facts.stream()
            .map(fact -> new RecalledMemory(fact.memoryId(), fact.text(), fact.similarity()))
            .toList());
    return facts.isEmpty()
        ? "Nothing is remembered that has to do with this."
        : facts.stream()
            .map(
                fact ->
                    "- %s (learned on %s)"
                        .formatted(
                            fact.text(), fact.learnedAt().atZone(ZoneOffset.UTC).toLocalDate()))
            .collect(Collectors.joining("\n"));
  }
}
