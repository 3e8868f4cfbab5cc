@org.jspecify.annotations.NullMarked
package dev.turnpike.memory.announcements;
