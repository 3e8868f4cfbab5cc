package dev.turnpike.operations.recovery;

import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.scoring.ScoreKey;
import dev.turnpike.judge.scoring.ScoreStore;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts scores back, and books what they cost. */
final class ScoresTaker implements TopicPass.Taker<TurnScore> {

  private static final int UUID_VERSION_OF_TIME = 7;
  private static final int BITS_BELOW_TIME = 16;

  private final RecoveryOptions options;
  private final ScoreStore scores;
  private int missing;

  ScoresTaker(RecoveryOptions options, ScoreStore scores) {
    this.options = options;
    this.scores = scores;
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record, TurnScore score) {
    var acceptedAt = acceptedAt(score);
    if (options.forgotten().includes(score.getUserId(), acceptedAt)) {
      return;
    }
    boolean lacking =
        options.dryRun()
            ? !scores.known(List.of(score.getTurnId())).contains(ScoreKey.of(score))
            : scores.putBack(score, acceptedAt);
    missing += lacking ? 1 : 0;
  }

  int missing() {
    return missing;
  }

  /** A turn's id says when it was made, right before the turn was accepted. */
  private static Instant acceptedAt(TurnScore score) {
    var id = score.getTurnId();
    return id.version() == UUID_VERSION_OF_TIME
        ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_BELOW_TIME)
        : score.getScoredAt();
  }
}
