/** The guarantees, each checked against the topics and the database alone. */
@NullMarked
package dev.turnpike.chaos.audit;

import org.jspecify.annotations.NullMarked;
