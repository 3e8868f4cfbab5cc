@NullMarked
package dev.turnpike.local.system;

import org.jspecify.annotations.NullMarked;
