/** Metrics, dashboards and alerts: that what they say is so. */
@NullMarked
package dev.turnpike.observing;

import org.jspecify.annotations.NullMarked;
