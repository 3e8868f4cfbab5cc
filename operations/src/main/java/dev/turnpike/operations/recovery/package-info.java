/**
 * Puts back into a restored database what the log knows to have come after the backup. {@link
 * dev.turnpike.operations.recovery.Recovery} is the door.
 */
@NullMarked
package dev.turnpike.operations.recovery;

import org.jspecify.annotations.NullMarked;
