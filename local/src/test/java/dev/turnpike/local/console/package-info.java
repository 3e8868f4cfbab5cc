@NullMarked
package dev.turnpike.local.console;

import org.jspecify.annotations.NullMarked;
