/** Commands that work beside a service, on what the service works on. */
@NullMarked
package dev.turnpike.platform.command;

import org.jspecify.annotations.NullMarked;
