/** Whether Turnpike has become worse than it was, by ratios that don't depend on the machine. */
@NullMarked
package dev.turnpike.bench.check;

import org.jspecify.annotations.NullMarked;
