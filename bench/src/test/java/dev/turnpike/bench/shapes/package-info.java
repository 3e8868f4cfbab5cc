@NullMarked
package dev.turnpike.bench.shapes;

import org.jspecify.annotations.NullMarked;
