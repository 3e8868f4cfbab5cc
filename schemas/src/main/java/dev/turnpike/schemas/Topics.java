package dev.turnpike.schemas;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnScore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All topics of Turnpike. Records with a union body can only be read by older readers as long as no
 * branch is added, so their subjects promise backward compatibility and consumers are upgraded
 * first; the others promise both directions.
 */
public final class Topics {

  /** Keyed by session: what is asked of the agent workers. */
  public static final Topic<TurnCommand> CHAT_REQUESTS =
      new Topic<>(
          "chat.requests",
          TurnCommand.class,
          64,
          Duration.ofDays(7),
          Cleanup.DELETE,
          Compatibility.BACKWARD_TRANSITIVE);

  /** Keyed by turn, in the mailbox that its request names: what a turn's followers see. */
  public static final Topic<ReplyEvent> CHAT_REPLIES =
      new Topic<>(
          "chat.replies",
          ReplyEvent.class,
          16,
          Duration.ofHours(24),
          Cleanup.DELETE,
          Compatibility.BACKWARD_TRANSITIVE);

  /** Keyed by user: one whole, ended turn. */
  public static final Topic<CompletedTurn> TURNS_COMPLETED =
      new Topic<>(
          "turns.completed",
          CompletedTurn.class,
          16,
          Duration.ofDays(90),
          Cleanup.DELETE,
          Compatibility.FULL_TRANSITIVE);

  /**
   * Keyed by memory, all of a user's in one partition, so that they stay in order; compaction
   * leaves of each memory its last change, and of a deleted one nothing.
   */
  public static final Topic<MemoryChange> MEMORY_CHANGES =
      new Topic<>(
          "memory.changes",
          MemoryChange.class,
          8,
          Duration.ofDays(90),
          Cleanup.COMPACT_AND_DELETE,
          Compatibility.BACKWARD_TRANSITIVE);

  /** Keyed by turn: what a judge gave it. */
  public static final Topic<TurnScore> TURNS_SCORED =
      new Topic<>(
          "turns.scored",
          TurnScore.class,
          8,
          Duration.ofDays(90),
          Cleanup.DELETE,
          Compatibility.FULL_TRANSITIVE);

  /**
   * Keyed by granularity, window and dimensions; compaction leaves of each window its last state.
   * Windows come to an end, so their keys do too.
   */
  public static final Topic<Rollup> ANALYTICS_ROLLUPS =
      new Topic<>(
          "analytics.rollups",
          Rollup.class,
          4,
          Duration.ofDays(90),
          Cleanup.COMPACT_AND_DELETE,
          Compatibility.BACKWARD_TRANSITIVE);

  /** Keyed by rubric, agent and prompt version: when a mean left its band, and when it returned. */
  public static final Topic<ScoreAlert> ANALYTICS_ALERTS =
      new Topic<>(
          "analytics.alerts",
          ScoreAlert.class,
          1,
          Duration.ofDays(90),
          Cleanup.DELETE,
          Compatibility.FULL_TRANSITIVE);

  public static final List<Topic<?>> ALL =
      List.of(
          CHAT_REQUESTS,
          CHAT_REPLIES,
          TURNS_COMPLETED,
          MEMORY_CHANGES,
          TURNS_SCORED,
          ANALYTICS_ROLLUPS,
          ANALYTICS_ALERTS);

  /** How long a dead-letter topic keeps what it was given. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  private Topics() {}

  public static Optional<Topic<?>> named(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }
}
