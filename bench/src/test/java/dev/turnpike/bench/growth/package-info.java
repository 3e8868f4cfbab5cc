@NullMarked
package dev.turnpike.bench.growth;

import org.jspecify.annotations.NullMarked;
