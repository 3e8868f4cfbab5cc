package dev.turnpike.agent.agents;

import dev.turnpike.agent.agents.AgentsProperties.AgentProperties;
import dev.turnpike.agent.prompts.PromptTemplate;
import dev.turnpike.agent.tools.ToolRegistry;
import dev.turnpike.models.Models;
import dev.turnpike.models.PromptFile;
import dev.turnpike.platform.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/** The agents that this worker knows. */
public final class Agents {

  private final Map<String, Agent> byName;

  private Agents(Map<String, Agent> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** These agents; for tests. */
  public static Agents of(Collection<Agent> agents) {
    var byName = new TreeMap<String, Agent>();
    agents.forEach(agent -> byName.put(agent.name(), agent));
    return new Agents(byName);
  }

  /** What the agents of the configuration are made of. */
  public record Parts(ResourceLoader resources, ToolRegistry tools, Models models, Clock clock) {}

  /**
   * Reads the agents of the configuration.
   *
   * @throws StartRefused when a prompt, a tool or a model is not as it must be
   */
  public static Agents load(AgentsProperties properties, Parts parts) {
    var byName = new TreeMap<String, Agent>();
    properties.agents().forEach((name, agent) -> byName.put(name, load(name, agent, parts)));
    return new Agents(byName);
  }

  /** Null when there is none of this name. */
  public @Nullable Agent find(String name) {
    return byName.get(name);
  }

  /** In alphabetical order. */
  public SortedSet<String> names() {
    return new TreeSet<>(byName.keySet());
  }

  private static Agent load(String name, AgentProperties properties, Parts parts) {
    var setting = "turnpike.agents." + name;
    try {
      if (!properties.models().isEmpty()) {
        var _ = parts.models().ring(null, properties.models());
      }
      return new Agent(
          name,
          new SystemPrompt(
              prompt(setting, properties.prompt(), parts), properties.displayName(), parts.clock()),
          parts.tools().select(properties.tools()),
          List.copyOf(properties.models()),
          properties.maxSteps(),
          properties.temperature());
    } catch (IllegalArgumentException e) {
      throw new StartRefused(setting + ": " + e.getMessage(), e);
    }
  }

  private static PromptTemplate prompt(String setting, String location, Parts parts) {
    try {
      var text = parts.resources().getResource(location).getContentAsString(StandardCharsets.UTF_8);
      return PromptTemplate.of(location, PromptFile.parse(text), SystemPrompt.PLACEHOLDERS);
    } catch (IOException e) {
      throw new StartRefused(
          "%s.prompt is \"%s\", which can't be read: name a Markdown file, such as file:prompts/support.md."
              .formatted(setting, location),
          e);
    }
  }
}
