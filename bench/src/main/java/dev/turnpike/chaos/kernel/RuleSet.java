package dev.turnpike.chaos.kernel;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to the packets of a namespace, as nft(8) reads it: each text replaces the one
 * before. Its loopback interface is never touched.
 *
 * @param incoming rules for packets that come
 * @param outgoing rules for packets that leave
 */
public record RuleSet(List<String> incoming, List<String> outgoing) {
  static final RuleSet NONE = new RuleSet(List.of(), List.of());

  public RuleSet {
    incoming = List.copyOf(incoming);
    outgoing = List.copyOf(outgoing);
  }

  /** From everything. */
  public static RuleSet cutOff() {
    return new RuleSet(List.of("drop"), List.of("drop"));
  }

  /**
   * @param addresses at least one
   */
  public static RuleSet cutOffFrom(Collection<String> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("There is no address to be cut off from.");
    }
    String all = addresses.stream().sorted().collect(Collectors.joining(", "));
    return new RuleSet(
        List.of("ip saddr { %s } drop".formatted(all)),
        List.of("ip daddr { %s } drop".formatted(all)));
  }

  /** From one server. */
  public static RuleSet cutOffFrom(String address, int port) {
    return new RuleSet(
        List.of("ip saddr %s tcp sport %d drop".formatted(address, port)),
        List.of("ip daddr %s tcp dport %d drop".formatted(address, port)));
  }

  /**
   * @param percent of the packets, in each direction
   */
  public static RuleSet losing(int percent) {
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException("Losing %d %% is impossible.".formatted(percent));
    }
    String rule = "numgen random mod 100 < %d drop".formatted(percent);
    return new RuleSet(List.of(rule), List.of(rule));
  }

  String text() {
    return Stream.of(
            Stream.of("table inet turnpike", "delete table inet turnpike", "table inet turnpike {"),
            chain("incoming", "input", "iifname", incoming),
            chain("outgoing", "output", "oifname", outgoing),
            Stream.of("}", ""))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> chain(String name, String hook, String device, List<String> rules) {
    Stream<String> head =
        Stream.of(
            "  chain %s {".formatted(name),
            "    type filter hook %s priority 0; policy accept;".formatted(hook),
            "    %s lo accept".formatted(device));
    Stream<String> body = rules.stream().map(rule -> "    " + rule);
    return Stream.of(head, body, Stream.of("  }")).flatMap(lines -> lines);
  }
}
