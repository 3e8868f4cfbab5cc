@NullMarked
package dev.turnpike.bench.compare;

import org.jspecify.annotations.NullMarked;
