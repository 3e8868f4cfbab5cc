@NullMarked
package dev.turnpike.analytics;

import org.jspecify.annotations.NullMarked;
