package dev.turnpike.chaos.cluster;

import dev.turnpike.chaos.kernel.Host;
import dev.turnpike.chaos.kernel.Premises;
import dev.turnpike.chaos.kernel.SmallDisk;
import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.broker.Membership;
import dev.turnpike.embedded.broker.Seat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** The brokers of a cluster, each in a JVM of its own, which all know where the others listen. */
final class Brokers {
  private static final String HEAP = "224m";
  private static final int DISK_MEGABYTES = 512;

  private final Map<Integer, Seat> seats = new TreeMap<>();
  private final Map<Integer, Host> hosts = new TreeMap<>();
  private final List<Node> nodes;
  private final Optional<SmallDisk> disk;

  Brokers(
      int count,
      Premises premises,
      Path folder,
      Path logs,
      Duration stopLimit,
      Chronicle chronicle) {
    String clusterId = Uuid.randomUuid().toString();
    for (int number = 1; number <= count; number++) {
      Host host = premises.host(BrokerProcess.name(number));
      hosts.put(number, host);
      seats.put(number, new Seat(host.address(), FreePort.find(), FreePort.find()));
    }
    // With a single broker, all would wait for it to halt.
    disk =
        count == 1
            ? Optional.empty()
            : premises.disk(folder.resolve(BrokerProcess.name(count)), DISK_MEGABYTES);
    nodes =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> new Membership(number, clusterId, seats))
            .map(member -> node(member, folder, logs, stopLimit, chronicle))
            .toList();
  }

  private Node node(
      Membership member, Path folder, Path logs, Duration stopLimit, Chronicle chronicle) {
    String name = BrokerProcess.name(member.node());
    JvmCommand command =
        new JvmCommand(
            name,
            BrokerProcess.class,
            BrokerProcess.arguments(folder.resolve(name), logs, member),
            HEAP,
            Map.of(),
            logs,
            RunFiles.temporary(folder),
            Objects.requireNonNull(hosts.get(member.node())));
    return new Node(command, member.seat().port(), stopLimit, chronicle);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Under the log of the last one, where there is one. */
  Optional<SmallDisk> disk() {
    return disk;
  }

  String bootstrapServers() {
    return seats.values().stream().map(Seat::address).collect(Collectors.joining(","));
  }
}
