package dev.turnpike.agent.agents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The agents, by the name that sessions choose them with. The agent {@code default} always exists.
 *
 * @param agents {@code turnpike.agents.<name>.…}
 */
@ConfigurationProperties("turnpike")
public record AgentsProperties(@DefaultValue Map<String, AgentProperties> agents) {

  /** The agent of sessions that chose none. */
  public static final String DEFAULT = "default";

  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,63}";

  public AgentsProperties {
    agents.keySet().stream()
        .filter(name -> !name.matches(NAME))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "turnpike.agents has the name \"%s\"; write lower-case letters, digits, - and _, at most 64"
                      .formatted(name));
            });
    var all = new HashMap<>(agents);
    all.computeIfAbsent(DEFAULT, _ -> AgentProperties.defaults());
    agents = Map.copyOf(all);
  }

  /**
   * One agent.
   *
   * @param displayName what it calls itself
   * @param prompt location of its prompt file
   * @param tools names of tools, {@code *} stands for any characters
   * @param models names of models, the first answers and the others stand in for it; empty for the
   *     default model and its ring
   * @param maxSteps model calls in one turn; the last one gets no tools
   * @param temperature 0 to 2; the provider's own when absent
   */
  public record AgentProperties(
      @DefaultValue("Turnpike") String displayName,
      @DefaultValue("classpath:prompts/default.md") String prompt,
      @DefaultValue({"current_time", "recall_memory", "web_search", "fetch_page"})
          List<String> tools,
      @DefaultValue List<String> models,
      @DefaultValue("10") int maxSteps,
      @Nullable Double temperature) {

    public AgentProperties {
      tools = List.copyOf(tools);
      models = List.copyOf(models);
      if (maxSteps < 1 || maxSteps > 100) {
        throw new IllegalArgumentException(
            "max-steps is %d; write a number from 1 to 100".formatted(maxSteps));
      }
      if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
        throw new IllegalArgumentException(
            "temperature is %s; write a number from 0 to 2".formatted(temperature));
      }
    }

    static AgentProperties defaults() {
      return new AgentProperties(
          "Turnpike",
          "classpath:prompts/default.md",
          List.of("current_time", "recall_memory", "web_search", "fetch_page"),
          List.of(),
          10,
          null);
    }
  }
}
