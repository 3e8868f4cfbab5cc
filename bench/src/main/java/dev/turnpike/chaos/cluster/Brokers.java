package dev.turnpike.chaos.cluster;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.broker.Membership;
import dev.turnpike.embedded.broker.Seat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** The brokers of a cluster, each in a JVM of its own, which all know where the others listen. */
final class Brokers {
  private static final String HEAP = "224m";

  private final Map<Integer, Seat> seats = new TreeMap<>();
  private final List<Node> nodes;

  Brokers(int count, Path folder, Path logs, Duration stopLimit, Chronicle chronicle) {
    String clusterId = Uuid.randomUuid().toString();
    for (int number = 1; number <= count; number++) {
      seats.put(number, new Seat("127.0.0.1", FreePort.find(), FreePort.find()));
    }
    nodes =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> new Membership(number, clusterId, seats))
            .map(member -> node(member, folder, logs, stopLimit, chronicle))
            .toList();
  }

  private static Node node(
      Membership member, Path folder, Path logs, Duration stopLimit, Chronicle chronicle) {
    String name = BrokerProcess.name(member.node());
    JvmCommand command =
        new JvmCommand(
            name,
            BrokerProcess.class,
            BrokerProcess.arguments(folder.resolve(name), logs, member),
            HEAP,
            Map.of(),
            logs);
    return new Node(command, member.seat().port(), stopLimit, chronicle);
  }

  List<Node> nodes() {
    return nodes;
  }

  String bootstrapServers() {
    return seats.values().stream().map(Seat::address).collect(Collectors.joining(","));
  }
}
