/** Shows the records of a topic as lines of JSON. */
@NullMarked
package dev.turnpike.operations.tail;

import org.jspecify.annotations.NullMarked;
