package dev.turnpike.ingress.mailbox;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mailboxes are this node's.
 *
 * @param nodeId the node's name; when it ends in a number ({@code ingress-3}) that is its ordinal,
 *     else its hash decides. Two nodes may share a mailbox: it costs, and harms nothing
 * @param count how many partitions of chat.replies the node reads
 */
@ConfigurationProperties("turnpike.ingress.mailboxes")
record MailboxProperties(@DefaultValue("ingress-0") String nodeId, @DefaultValue("1") int count) {
  MailboxProperties {
    if (count < 1) {
      throw new StartRefused(
          "turnpike.ingress.mailboxes.count is %d: give at least 1.".formatted(count));
    }
  }
}
