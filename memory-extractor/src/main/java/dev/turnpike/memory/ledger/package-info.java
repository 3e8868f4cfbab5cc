/**
 * The facts and the turns they were learned from, in Postgres: {@link
 * dev.turnpike.memory.ledger.MemoryLedger}.
 */
@NullMarked
package dev.turnpike.memory.ledger;

import org.jspecify.annotations.NullMarked;
