/** Serves the files of the console, and of the libraries that it uses. */
@NullMarked
package dev.turnpike.ingress.console;

import org.jspecify.annotations.NullMarked;
