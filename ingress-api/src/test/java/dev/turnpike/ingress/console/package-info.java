/** Tests of how the console is served. */
@NullMarked
package dev.turnpike.ingress.console;

import org.jspecify.annotations.NullMarked;
