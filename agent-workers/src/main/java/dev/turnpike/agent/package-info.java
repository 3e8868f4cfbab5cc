/** The agent workers: the service's wiring. */
@NullMarked
package dev.turnpike.agent;

import org.jspecify.annotations.NullMarked;
