package dev.turnpike.chaos.kernel;

import java.util.List;

/**
 * A network namespace, for the processes of one part: it has a loopback interface and one link to
 * the bridge.
 *
 * @param name as ip-netns(8) knows it
 * @param link the bridge's end of its link
 */
public record Namespace(String name, String address, String link, String bridge) {
  private static final String INSIDE = "eth0";

  void create() {
    SystemCommand.run("ip", "netns", "add", name);
    SystemCommand.run(
        List.of("ip", "-batch", "-"),
        """
        link add %1$s type veth peer name %2$s netns %3$s
        link set %1$s master %4$s
        link set %1$s up
        """
            .formatted(link, INSIDE, name, bridge));
    SystemCommand.run(
        List.of("ip", "-n", name, "-batch", "-"),
        """
        link set lo up
        addr add %s/24 dev %s
        link set %s up
        """
            .formatted(address, INSIDE, INSIDE));
    // A table to replace, so that every rule set can begin with its removal.
    lift();
  }

  /** What is before a command for it to run in here; it keeps its process id. */
  public List<String> entrance() {
    return List.of("ip", "netns", "exec", name);
  }

  /** These rules hold from now on, and no others. */
  public void apply(RuleSet rules) {
    SystemCommand.run(List.of("ip", "netns", "exec", name, "nft", "-f", "-"), rules.text());
  }

  /** No rules hold any more. */
  public void lift() {
    apply(RuleSet.NONE);
  }

  /** What leaves it and what comes to it is late from now on. */
  public void slow(SlowLink slow) {
    tc(slow, List.of("ip", "netns", "exec", name), INSIDE);
    tc(slow, List.of(), link);
  }

  public void hurry() {
    SystemCommand.run("ip", "netns", "exec", name, "tc", "qdisc", "del", "dev", INSIDE, "root");
    SystemCommand.run("tc", "qdisc", "del", "dev", link, "root");
  }

  private static void tc(SlowLink slow, List<String> entrance, String device) {
    try {
      SystemCommand.run(slow.delaying(entrance, device), "");
    } catch (KernelRefusal withoutNetem) {
      SystemCommand.run(slow.queueing(entrance, device), "");
    }
  }
}
