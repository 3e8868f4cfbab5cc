package dev.turnpike.ingress.mailbox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which partitions are a node's, without asking the others. */
final class MailboxChoice {
  private static final Pattern ORDINAL = Pattern.compile("\\D(\\d{1,9})$");

  private MailboxChoice() {}

  /** Distinct, ascending from the node's first; nodes with neighbouring ordinals don't overlap. */
  static List<Integer> of(String nodeId, int count, int partitions) {
    long first = (long) number(nodeId) * count;
    return IntStream.range(0, Math.min(count, partitions))
        .mapToObj(i -> Math.floorMod(first + i, partitions))
        .toList();
  }

  private static int number(String nodeId) {
    Matcher ordinal = ORDINAL.matcher(nodeId);
    return ordinal.find() ? Integer.parseInt(ordinal.group(1)) : nodeId.hashCode();
  }
}
