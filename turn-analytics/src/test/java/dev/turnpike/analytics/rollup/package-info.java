@NullMarked
package dev.turnpike.analytics.rollup;

import org.jspecify.annotations.NullMarked;
