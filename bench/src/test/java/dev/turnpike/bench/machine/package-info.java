@NullMarked
package dev.turnpike.bench.machine;

import org.jspecify.annotations.NullMarked;
