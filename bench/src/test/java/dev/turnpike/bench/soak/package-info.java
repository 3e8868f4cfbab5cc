@NullMarked
package dev.turnpike.bench.soak;

import org.jspecify.annotations.NullMarked;
