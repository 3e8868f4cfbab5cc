@NullMarked
package dev.turnpike.memory.ledger;

import org.jspecify.annotations.NullMarked;
