/**
 * What services tell about their work: whose work a log line is about, and the traces that show
 * where a turn spends its time.
 */
@NullMarked
package dev.turnpike.telemetry;

import org.jspecify.annotations.NullMarked;
