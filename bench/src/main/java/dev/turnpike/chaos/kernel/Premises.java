package dev.turnpike.chaos.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a cluster stands on: the loopback interface, or more where this machine lets it have it. */
public final class Premises implements AutoCloseable {
  private static final String PLAIN = "this cluster runs on the loopback interface";

  private final @Nullable Claim claim;
  private final @Nullable Network network;
  private final String missingNetwork;
  private final String missingDisks;

  private Premises(
      @Nullable Claim claim, @Nullable Network network, String missingNetwork, String disks) {
    this.claim = claim;
    this.network = network;
    this.missingNetwork = missingNetwork;
    this.missingDisks = disks;
  }

  /** The loopback interface and nothing else. */
  public static Premises plain() {
    return new Premises(null, null, PLAIN, PLAIN);
  }

  /** All that can be had here. */
  public static Premises possible() {
    if (!isRoot()) {
      String sentence = "only root may make them; run ./turnpike chaos as root";
      return new Premises(null, null, sentence, sentence);
    }
    String tools =
        Stream.of("ip", "nft", "tc")
            .filter(tool -> !SystemCommand.exists(tool))
            .collect(Collectors.joining(", "));
    Claim claim = Claim.take();
    if (!tools.isEmpty()) {
      return new Premises(
          claim,
          null,
          "there is no %s; install what is missing with: apt-get install iproute2 nftables"
              .formatted(tools),
          "");
    }
    try {
      return new Premises(claim, Network.create(claim), "", "");
    } catch (KernelRefusal e) {
      return new Premises(claim, null, String.valueOf(e.getMessage()), "");
    }
  }

  /** Why there are no network namespaces; empty if there are. */
  public Optional<String> missingNetwork() {
    return Optional.of(missingNetwork).filter(sentence -> !sentence.isEmpty());
  }

  /** Why there are no small disks; empty if there are. */
  public Optional<String> missingDisks() {
    return Optional.of(missingDisks).filter(sentence -> !sentence.isEmpty());
  }

  /** A place for the processes of one part. */
  public Host host(String part) {
    return network == null ? Host.LOOPBACK : Host.in(network.namespace(part));
  }

  /** Where servers of this process listen, for all hosts. */
  public String gateway() {
    return network == null ? Host.LOOPBACK.address() : network.gateway();
  }

  /** Where they can be had. */
  public Optional<SmallDisk> disk(Path folder, int megabytes) {
    return claim == null
        ? Optional.empty()
        : Optional.of(SmallDisk.mount(claim, folder, megabytes));
  }

  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return false;
    }
  }
}
