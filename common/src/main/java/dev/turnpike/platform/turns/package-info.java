/**
 * How a service works on turns after their end: it reads {@code turns.completed} in a group of its
 * own, at its own pace, and nothing it does or fails to do touches the chat. {@link
 * dev.turnpike.platform.turns.CompletedTurns} is the door.
 */
@NullMarked
package dev.turnpike.platform.turns;

import org.jspecify.annotations.NullMarked;
