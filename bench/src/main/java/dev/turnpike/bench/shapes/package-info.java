/** What Turnpike adds to turns of different shapes. */
@NullMarked
package dev.turnpike.bench.shapes;

import org.jspecify.annotations.NullMarked;
