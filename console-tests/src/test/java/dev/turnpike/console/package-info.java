/** The console in a real browser, on a system whose services are processes of their own. */
@NullMarked
package dev.turnpike.console;

import org.jspecify.annotations.NullMarked;
