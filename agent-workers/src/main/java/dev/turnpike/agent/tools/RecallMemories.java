package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.turnpike.memory.recall.RecalledFact;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** {@code recall_memories}: what is known about the turn's user that has to do with a question. */
final class RecallMemories implements Tool {

  static final String NAME = "recall_memories";

  private final Recall recall;

  /** Best first. */
  interface Recall {
    List<RecalledFact> recall(String userId, String query);
  }

  RecallMemories(Recall recall) {
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
    var facts = recall.recall(context.userId(), query);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
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
