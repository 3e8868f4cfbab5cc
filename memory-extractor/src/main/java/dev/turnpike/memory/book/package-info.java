/**
 * What is remembered about a user, as the user reads, searches, deletes and switches it: {@link
 * dev.turnpike.memory.book.MemoryBook} and {@link dev.turnpike.memory.book.MemorySwitches}. The
 * ingress uses it. Needs no application of ours, only the database.
 */
@NullMarked
package dev.turnpike.memory.book;

import org.jspecify.annotations.NullMarked;
