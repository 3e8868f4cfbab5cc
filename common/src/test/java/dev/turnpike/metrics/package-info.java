@NullMarked
package dev.turnpike.metrics;

import org.jspecify.annotations.NullMarked;
