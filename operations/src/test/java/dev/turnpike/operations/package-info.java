@NullMarked
package dev.turnpike.operations;

import org.jspecify.annotations.NullMarked;
