/** What is done to a cluster under load, in an order that a seed decides. */
@NullMarked
package dev.turnpike.chaos.disturb;

import org.jspecify.annotations.NullMarked;
