/** Lets the same load go on for long, and checks that nothing grows and nothing gets slower. */
@NullMarked
package dev.turnpike.bench.soak;

import org.jspecify.annotations.NullMarked;
