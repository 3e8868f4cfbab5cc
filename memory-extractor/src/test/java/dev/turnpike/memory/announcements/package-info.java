@NullMarked
package dev.turnpike.memory.announcements;

import org.jspecify.annotations.NullMarked;
