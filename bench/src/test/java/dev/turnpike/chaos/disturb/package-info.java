@NullMarked
package dev.turnpike.chaos.disturb;

import org.jspecify.annotations.NullMarked;
