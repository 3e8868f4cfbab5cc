@NullMarked
package dev.turnpike.bench.load;

import org.jspecify.annotations.NullMarked;
