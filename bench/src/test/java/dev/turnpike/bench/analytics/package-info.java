@NullMarked
package dev.turnpike.bench.analytics;

import org.jspecify.annotations.NullMarked;
