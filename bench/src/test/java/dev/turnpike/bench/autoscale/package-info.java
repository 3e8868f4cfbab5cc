@NullMarked
package dev.turnpike.bench.autoscale;

import org.jspecify.annotations.NullMarked;
