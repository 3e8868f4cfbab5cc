package dev.turnpike.agent;

import dev.turnpike.agent.prompts.PromptTemplate;
import dev.turnpike.agent.turns.TurnEngine;
import dev.turnpike.models.PromptFile;
import dev.turnpike.platform.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ResourceLoader;

/** Reads prompt files at the start and refuses it when one is not as it must be. */
final class PromptFiles {

  private PromptFiles() {}

  static PromptTemplate read(ResourceLoader resources, String location) {
    try {
      var text = resources.getResource(location).getContentAsString(StandardCharsets.UTF_8);
      return PromptTemplate.of(location, PromptFile.parse(text), TurnEngine.PROMPT_PLACEHOLDERS);
    } catch (IOException e) {
      throw new StartRefused(
          "turnpike.agent.prompt is \"%s\", which can't be read: name a Markdown file, such as file:prompts/support.md."
              .formatted(location),
          e);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(String.valueOf(e.getMessage()), e);
    }
  }
}
