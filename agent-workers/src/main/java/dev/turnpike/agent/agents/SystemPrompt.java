package dev.turnpike.agent.agents;

import dev.turnpike.agent.prompts.PromptTemplate;
import dev.turnpike.events.RecalledMemory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The agent's prompt file, filled for a turn. */
public final class SystemPrompt {

  /** What a prompt file must name, and all it may name. */
  static final Set<String> PLACEHOLDERS = Set.of("agent_name", "current_time", "known_facts");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final PromptTemplate template;
  private final String agentName;
  private final Clock clock;

  public SystemPrompt(PromptTemplate template, String agentName, Clock clock) {
    this.template = template;
    this.agentName = agentName;
    this.clock = clock;
  }

  public String version() {
    return template.version();
  }

  public String fill(List<RecalledMemory> recalled) {
    var facts =
        recalled.isEmpty()
            ? "Nothing yet."
            : recalled.stream()
                .map(memory -> "- " + memory.getText())
                .collect(Collectors.joining("\n"));
    return template.fill(
        Map.of(
            "agent_name", agentName,
            "current_time", TIME.format(clock.instant()),
            "known_facts", facts));
  }
}
