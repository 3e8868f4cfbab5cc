@NullMarked
package dev.turnpike.agent.tools.web;

import org.jspecify.annotations.NullMarked;
