/** What is asked of the rollups over HTTP, and answered by all instances together. */
@NullMarked
package dev.turnpike.analytics.query;

import org.jspecify.annotations.NullMarked;
