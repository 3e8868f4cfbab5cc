package dev.turnpike.memory.rebuild;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to rebuild.
 *
 * @param environment where everything is, and the extractor, under the names of the service's
 *     variables; before those of this process
 * @param user whose memory; null: everybody's
 * @param dryRun whether only to say what would be different
 * @param skipFailed whether turns may be left out that had been learned from and now fail
 */
public record RebuildOptions(
    Map<String, String> environment, @Nullable String user, boolean dryRun, boolean skipFailed) {

  public RebuildOptions {
    environment = Map.copyOf(environment);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "RebuildOptions[user=%s, dryRun=%s, skipFailed=%s]".formatted(user, dryRun, skipFailed);
  }
}
