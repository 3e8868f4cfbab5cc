@NullMarked
package dev.turnpike.local.cli;

import org.jspecify.annotations.NullMarked;
