/**
 * Chaos: a whole cluster of real processes under load, disturbed in every way that its guarantees
 * promise to outlast, and an auditor who looks only at what is in the topics and the database.
 */
@NullMarked
package dev.turnpike.chaos;

import org.jspecify.annotations.NullMarked;
