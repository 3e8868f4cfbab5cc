/** Commands on their way to chat.requests, and the withdrawal of those whose fate is unknown. */
@NullMarked
package dev.turnpike.ingress.commands;

import org.jspecify.annotations.NullMarked;
