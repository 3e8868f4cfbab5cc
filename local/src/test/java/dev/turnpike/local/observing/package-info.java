/** Metrics, dashboards and alerts: that what they say is so. */
@NullMarked
package dev.turnpike.local.observing;

import org.jspecify.annotations.NullMarked;
