/** What services tell about their work: so far, whose work a log line is about. */
@NullMarked
package dev.turnpike.telemetry;

import org.jspecify.annotations.NullMarked;
