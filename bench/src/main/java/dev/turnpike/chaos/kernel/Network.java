package dev.turnpike.chaos.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A bridge in this machine's own namespace, and network namespaces plugged into it, each with one
 * address. The bridge has the first address: servers outside of the namespaces listen there.
 */
final class Network {
  private static final int MOST = 250;

  private final int number;
  private final List<Namespace> namespaces = new ArrayList<>(); // guarded by this

  private Network(int number) {
    this.number = number;
  }

  /**
   * @throws KernelRefusal where there can't be one
   */
  static Network create(Claim claim) {
    Network network = new Network(claim.number());
    String subnet = network.address(0).replaceFirst("0$", "");
    if (SystemCommand.run("ip", "-o", "-4", "addr", "show").contains(" " + subnet)) {
      throw new KernelRefusal("the addresses from %s on are taken".formatted(network.address(1)));
    }
    SystemCommand.run("ip", "link", "add", network.bridge(), "type", "bridge");
    SystemCommand.run("ip", "addr", "add", network.gateway() + "/24", "dev", network.bridge());
    SystemCommand.run("ip", "link", "set", network.bridge(), "up");
    network.namespace("trial").lift();
    return network;
  }

  String gateway() {
    return address(1);
  }

  /** A new one. */
  synchronized Namespace namespace(String part) {
    if (namespaces.size() == MOST) {
      throw new KernelRefusal("There are no more than %d namespaces.".formatted(MOST));
    }
    int place = namespaces.size() + 2;
    Namespace namespace =
        new Namespace(
            bridge() + "-" + part, address(place), "tp%d-%d".formatted(number, place), bridge());
    namespace.create();
    namespaces.add(namespace);
    return namespace;
  }

  private String bridge() {
    return Leftovers.of(number).family();
  }

  private String address(int place) {
    return "10.213.%d.%d".formatted(number, place);
  }
}
