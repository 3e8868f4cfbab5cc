/**
 * The memory extractor: from completed turns to facts about their users. Others use {@link
 * dev.turnpike.memory.recall} alone.
 */
@NullMarked
package dev.turnpike.memory;

import org.jspecify.annotations.NullMarked;
