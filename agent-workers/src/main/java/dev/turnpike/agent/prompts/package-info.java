/** Prompts as Markdown files with placeholders, versioned by their content. */
@NullMarked
package dev.turnpike.agent.prompts;

import org.jspecify.annotations.NullMarked;
