/** Shows the records of a topic as lines of JSON. */
@NullMarked
package dev.turnpike.local.tail;

import org.jspecify.annotations.NullMarked;
