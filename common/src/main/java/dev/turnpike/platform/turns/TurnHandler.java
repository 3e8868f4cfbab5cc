package dev.turnpike.platform.turns;

import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;

/**
 * What is done with one ended turn, on a virtual thread of its own; it may block.
 *
 * <p>A turn may come again, after a crash, a rebalance or a change of the topic's owner, at another
 * offset even; so handlers know by the turn's id what they have done, and then only publish the
 * same again.
 */
@FunctionalInterface
public interface TurnHandler {

  /**
   * @return what to publish, in the transaction that says that the turn was handled
   * @throws PoisonRecordException when it can never be handled: it goes to the dead-letter topic
   * @throws Exception an outage is waited out; anything else is tried again a few times, then the
   *     turn goes to the dead-letter topic
   */
  Outcome handle(DeliveredTurn delivered) throws Exception;
}
