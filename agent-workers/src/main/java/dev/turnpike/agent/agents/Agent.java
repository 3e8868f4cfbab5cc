package dev.turnpike.agent.agents;

import dev.turnpike.agent.tools.ToolSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers a turn.
 *
 * @param models names of the catalogue, the first of them answers and the others stand in for it;
 *     empty for the default model and its ring
 * @param maxSteps model calls in one turn; the last one gets no tools, so that it answers
 * @param temperature used when the turn does not name one; null for the provider's own
 */
public record Agent(
    String name,
    SystemPrompt prompt,
    ToolSet tools,
    List<String> models,
    int maxSteps,
    @Nullable Double temperature) {

  public Agent {
    models = List.copyOf(models);
  }
}
