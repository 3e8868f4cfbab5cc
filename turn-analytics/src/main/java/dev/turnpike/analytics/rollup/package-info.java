/** What is counted of turns and scores, and how it is added up. */
@NullMarked
package dev.turnpike.analytics.rollup;

import org.jspecify.annotations.NullMarked;
