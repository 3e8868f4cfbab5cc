/** The agents of the configuration: each a prompt, tools and models. */
@NullMarked
package dev.turnpike.agent.agents;

import org.jspecify.annotations.NullMarked;
