@NullMarked
package dev.turnpike.agent.tools;

import org.jspecify.annotations.NullMarked;
