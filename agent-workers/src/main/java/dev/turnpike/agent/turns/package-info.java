/**
 * The turn engine: claims a turn, answers it, stores its end, hands its record to be published.
 *
 * <p>Read {@link dev.turnpike.agent.turns.TurnHandler} first, then {@link
 * dev.turnpike.agent.turns.Attempt}; {@link dev.turnpike.agent.turns.TurnStore} is the fence.
 */
@NullMarked
package dev.turnpike.agent.turns;

import org.jspecify.annotations.NullMarked;
