/** Rollups of turns and scores by minute and hour, and alerts. */
@NullMarked
package dev.turnpike.analytics;

import org.jspecify.annotations.NullMarked;
