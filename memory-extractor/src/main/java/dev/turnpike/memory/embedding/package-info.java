/**
 * From text to vectors: in this process, without network or key, or by a server. {@link
 * dev.turnpike.memory.embedding.Embedder} is the door.
 */
@NullMarked
package dev.turnpike.memory.embedding;

import org.jspecify.annotations.NullMarked;
