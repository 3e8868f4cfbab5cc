/** What followers of a turn see while it runs: events to its mailbox. */
@NullMarked
package dev.turnpike.agent.replies;

import org.jspecify.annotations.NullMarked;
