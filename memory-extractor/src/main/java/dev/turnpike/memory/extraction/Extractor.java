package dev.turnpike.memory.extraction;

import dev.turnpike.models.PromptFile;

/**
 * The words that make a model extract facts and decide what they mean.
 *
 * @param name of their folder
 * @param extract tells which facts a message states
 * @param decide tells what they mean for what is known
 */
public record Extractor(String name, PromptFile extract, PromptFile decide) {

  /** Says exactly which words they are; recorded with each fact. */
  public String version() {
    var both = PromptFile.parse(extract.version() + "/" + decide.version());
    return name + "-" + both.version();
  }
}
