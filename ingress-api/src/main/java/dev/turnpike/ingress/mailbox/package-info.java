/** The node's partitions of chat.replies and the followers that its events are given to. */
@NullMarked
package dev.turnpike.ingress.mailbox;

import org.jspecify.annotations.NullMarked;
