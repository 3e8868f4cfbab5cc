@NullMarked
package dev.turnpike.bench.startup;

import org.jspecify.annotations.NullMarked;
