/**
 * The tools that the agent's model may call, and how one call is run.
 *
 * <p>The door is {@link dev.turnpike.agent.tools.ToolRegistry}: it selects a {@link
 * dev.turnpike.agent.tools.ToolSet}, which tells the model what there is and runs what it asks for.
 * A tool of one's own is a bean that implements {@link dev.turnpike.agent.tools.Tool}.
 */
@NullMarked
package dev.turnpike.agent.tools;

import org.jspecify.annotations.NullMarked;
