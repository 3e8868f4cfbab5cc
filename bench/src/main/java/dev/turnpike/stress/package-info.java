/** Many users who come at once, chat, and come again when they are told to. */
@NullMarked
package dev.turnpike.stress;

import org.jspecify.annotations.NullMarked;
