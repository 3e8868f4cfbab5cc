package dev.turnpike.memory;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How facts are extracted.
 *
 * @param model the model that extracts; empty: the default model
 * @param concurrentCalls how many calls to it run at once
 * @param extractor name of the prompts, or the folder that they are in; empty: the latest
 */
@ConfigurationProperties("turnpike.memory")
record MemoryExtractorProperties(
    @DefaultValue("") String model,
    @DefaultValue("16") int concurrentCalls,
    @DefaultValue("") String extractor) {

  MemoryExtractorProperties {
    if (concurrentCalls < 1) {
      throw new StartRefused(
          "turnpike.memory.concurrent-calls is %d: it must be at least 1."
              .formatted(concurrentCalls));
    }
  }
}
