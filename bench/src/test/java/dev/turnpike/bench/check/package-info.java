@NullMarked
package dev.turnpike.bench.check;

import org.jspecify.annotations.NullMarked;
