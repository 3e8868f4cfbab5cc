@NullMarked
package dev.turnpike.telemetry;

import org.jspecify.annotations.NullMarked;
