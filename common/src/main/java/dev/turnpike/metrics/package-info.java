/** What several services measure alike: bucket boundaries, Kafka's clients, the lag of groups. */
@NullMarked
package dev.turnpike.metrics;

import org.jspecify.annotations.NullMarked;
