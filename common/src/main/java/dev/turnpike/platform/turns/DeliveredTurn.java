package dev.turnpike.platform.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Provenance;

/** A turn that ended, and where in the log it was read. */
public record DeliveredTurn(CompletedTurn turn, String topic, int partition, long offset) {

  /**
   * Where something that is made from it comes from.
   *
   * @param producerVersion of what makes it
   */
  public Provenance provenance(String producerVersion) {
    return new Provenance(turn.getTurnId(), topic, partition, offset, producerVersion);
  }
}
