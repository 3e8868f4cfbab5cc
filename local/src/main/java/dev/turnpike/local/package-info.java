/** The local run: all of Turnpike on one machine, started, watched and stopped as one. */
@NullMarked
package dev.turnpike.local;

import org.jspecify.annotations.NullMarked;
