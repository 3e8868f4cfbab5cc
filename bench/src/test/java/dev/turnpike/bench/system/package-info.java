@NullMarked
package dev.turnpike.bench.system;

import org.jspecify.annotations.NullMarked;
