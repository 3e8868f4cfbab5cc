package dev.turnpike.embedded.broker;

/**
 * Where a node of a cluster listens.
 *
 * @param host an address of this machine
 * @param port for clients and the other brokers
 * @param controllerPort for the quorum
 */
public record Seat(String host, int port, int controllerPort) {
  static final String LOOPBACK = "127.0.0.1";

  static Seat local(int port, int controllerPort) {
    return new Seat(LOOPBACK, port, controllerPort);
  }

  /** As clients are told. */
  public String address() {
    return host + ":" + port;
  }

  String controllerAddress() {
    return host + ":" + controllerPort;
  }
}
