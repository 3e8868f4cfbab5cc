@NullMarked
package dev.turnpike.ingress.mailbox;

import org.jspecify.annotations.NullMarked;
