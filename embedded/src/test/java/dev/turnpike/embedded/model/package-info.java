/** Tests of the simulated model through its door and on the wire. */
@NullMarked
package dev.turnpike.embedded.model;

import org.jspecify.annotations.NullMarked;
