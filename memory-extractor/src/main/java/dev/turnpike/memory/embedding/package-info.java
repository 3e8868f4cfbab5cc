/**
 * From text to vectors, in this process: no network, no key. {@link
 * dev.turnpike.memory.embedding.Embedder} is the door.
 */
@NullMarked
package dev.turnpike.memory.embedding;

import org.jspecify.annotations.NullMarked;
