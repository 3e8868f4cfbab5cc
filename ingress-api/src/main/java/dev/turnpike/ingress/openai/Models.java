package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.chat.ChatProperties;
import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a request may name as its model: an agent, which answers with its own model, or one of the
 * models that are allowed, with which the default agent answers.
 */
public final class Models {
  private final AgentNames agents;
  private final ChatProperties properties;

  Models(AgentNames agents, ChatProperties properties) {
    this.agents = agents;
    this.properties = properties;
  }

  /**
   * Who answers.
   *
   * @param name as the client said it
   * @param model null for the agent's own
   */
  public record Choice(String name, String agent, @Nullable String model) {}

  /**
   * @throws Problem 404 for a name that stands for nothing
   */
  public Choice choose(String name) {
    if (agents.all().contains(name)) {
      return new Choice(name, name, null);
    }
    if (properties.allows(name)) {
      return new Choice(name, Caller.Session.DEFAULT_AGENT, name);
    }
    throw Problem.of(
            HttpStatus.NOT_FOUND,
            "model_not_found",
            "There is no model of that name here; GET /v1/models lists those there are.")
        .withErrors(List.of(new FieldError("model", "is not known here")));
  }

  /** All that have a name of their own: agents first. */
  List<String> names() {
    return Stream.concat(
            agents.all().stream(),
            properties.models().stream().filter(each -> !each.endsWith("*")).sorted())
        .distinct()
        .toList();
  }
}
