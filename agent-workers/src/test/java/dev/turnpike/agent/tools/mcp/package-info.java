@NullMarked
package dev.turnpike.agent.tools.mcp;

import org.jspecify.annotations.NullMarked;
