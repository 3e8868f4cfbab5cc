package dev.turnpike.chaos.kernel;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a process runs: on this machine's loopback interface, or in a network namespace of its own.
 */
public final class Host {
  public static final Host LOOPBACK = new Host("127.0.0.1", null);

  private final String address;
  private final @Nullable Namespace namespace;

  private Host(String address, @Nullable Namespace namespace) {
    this.address = address;
    this.namespace = namespace;
  }

  static Host in(Namespace namespace) {
    return new Host(namespace.address(), namespace);
  }

  public String address() {
    return address;
  }

  public Optional<Namespace> namespace() {
    return Optional.ofNullable(namespace);
  }

  /** What is before a command for it to run there. */
  public List<String> entrance() {
    return namespace == null ? List.of() : namespace.entrance();
  }
}
