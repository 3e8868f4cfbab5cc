package dev.turnpike.agent.turns;

import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.keyed.Outages;

/** Some of a turn's events were not delivered, because the broker could not be reached. */
final class ReplyEventsLostException extends RuntimeException implements Outages.Outage {

  private ReplyEventsLostException(Exception cause) {
    super("Reply events were not delivered", cause);
  }

  /** Waits until a stream's events are delivered. */
  static void await(ReplyStream stream) throws InterruptedException {
    var lost = stream.awaitDelivered();
    if (lost != null) {
      throw new ReplyEventsLostException(lost);
    }
  }
}
