@NullMarked
package dev.turnpike.bench.ramp;

import org.jspecify.annotations.NullMarked;
