/** From the log of turns and scores to rollups and alerts: a Kafka Streams application. */
@NullMarked
package dev.turnpike.analytics.flow;

import org.jspecify.annotations.NullMarked;
