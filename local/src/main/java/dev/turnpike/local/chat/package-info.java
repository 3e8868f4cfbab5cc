/** A small chat client for the terminal. */
@NullMarked
package dev.turnpike.local.chat;

import org.jspecify.annotations.NullMarked;
