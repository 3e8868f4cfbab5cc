@NullMarked
package dev.turnpike.bench.scaling;

import org.jspecify.annotations.NullMarked;
