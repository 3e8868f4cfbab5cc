package dev.turnpike.memory.eval;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate with.
 *
 * @param jdbcUrl of a database of its own that has nothing in it
 * @param environment the model and the extractor, under the names of the service's variables
 * @param perfect whether the dialogues' own answers are played in place of a model's
 * @param dialogues a file in place of those that come with the sources
 */
public record EvaluationOptions(
    String jdbcUrl,
    String user,
    String password,
    Map<String, String> environment,
    boolean perfect,
    @Nullable Path dialogues) {

  public EvaluationOptions {
    environment = Map.copyOf(environment);
  }

  /** Without password and keys. */
  @Override
  public String toString() {
    return "EvaluationOptions[jdbcUrl=%s, perfect=%s, dialogues=%s]"
        .formatted(jdbcUrl, perfect, dialogues);
  }
}
