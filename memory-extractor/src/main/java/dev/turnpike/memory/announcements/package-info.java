/**
 * Tells {@code memory.changes} what no turn has changed: facts that their users deleted, users who
 * are forgotten, and what a rebuild made otherwise. Table {@code memory.announcements} names the
 * memories; whoever writes a row there need not know Kafka.
 */
@NullMarked
package dev.turnpike.memory.announcements;

import org.jspecify.annotations.NullMarked;
