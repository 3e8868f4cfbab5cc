/** What a run found, on the console and in files. */
@NullMarked
package dev.turnpike.chaos.report;

import org.jspecify.annotations.NullMarked;
