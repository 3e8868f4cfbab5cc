@NullMarked
package dev.turnpike.analytics.query;

import org.jspecify.annotations.NullMarked;
