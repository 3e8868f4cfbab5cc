@NullMarked
package dev.turnpike.local.chat;

import org.jspecify.annotations.NullMarked;
