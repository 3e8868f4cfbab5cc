@NullMarked
package dev.turnpike.analytics.flow;

import org.jspecify.annotations.NullMarked;
