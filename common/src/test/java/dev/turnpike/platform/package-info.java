@NullMarked
package dev.turnpike.platform;

import org.jspecify.annotations.NullMarked;
