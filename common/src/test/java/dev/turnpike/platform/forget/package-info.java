@NullMarked
package dev.turnpike.platform.forget;

import org.jspecify.annotations.NullMarked;
