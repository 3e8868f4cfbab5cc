@NullMarked
package dev.turnpike.bench.judging;

import org.jspecify.annotations.NullMarked;
