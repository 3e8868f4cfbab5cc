package dev.turnpike.operations.recovery;

import dev.turnpike.operations.console.Refusal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to put back.
 *
 * @param environment where everything is, under the names of the services' variables; before those
 *     of this process
 * @param since the time that the database was restored to, or earlier
 * @param until what the log got then or later is left out; null: up to now
 * @param forgotten who deleted their account after {@code since}
 * @param deletions whether facts are deleted again of which the log has a tombstone
 * @param gaps whether what the log no longer has of the time since is done without
 * @param dryRun whether only to say what would be put back
 */
public record RecoveryOptions(
    Map<String, String> environment,
    Instant since,
    @Nullable Instant until,
    ForgottenList forgotten,
    boolean deletions,
    boolean gaps,
    boolean dryRun) {

  public RecoveryOptions {
    environment = Map.copyOf(environment);
    if (until != null && !since.isBefore(until)) {
      throw new Refusal("--until is %s, which is not after --since.".formatted(until));
    }
  }

  RecoveryOptions forgetting(ForgottenList users) {
    return new RecoveryOptions(environment, since, until, users, deletions, gaps, dryRun);
  }

  boolean includes(long timestamp) {
    return until == null || timestamp < until.toEpochMilli();
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "RecoveryOptions[since=%s, until=%s, dryRun=%s]".formatted(since, until, dryRun);
  }
}
