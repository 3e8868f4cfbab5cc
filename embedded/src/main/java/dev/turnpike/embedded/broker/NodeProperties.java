package dev.turnpike.embedded.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The broker properties of one node: little memory, quick elections and rebalances, and
 * transactions that end soon after their producer died, so that whoever takes over a partition need
 * not wait.
 */
record NodeProperties(
    int nodeId,
    Path logFolder,
    Map<Integer, Seat> seats,
    @Nullable Secured secured,
    Map<String, String> extra) {

  /** A listener beside the plain one. */
  record Secured(SecuredListener listener, int port) {}

  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final long NINETY_DAYS_IN_MINUTES = 90L * 24 * 60;

  NodeProperties {
    seats = Map.copyOf(seats);
    extra = Map.copyOf(extra);
  }

  static String address(int port) {
    return Seat.LOOPBACK + ":" + port;
  }

  Map<String, String> toMap() {
    Map<String, String> properties = new LinkedHashMap<>();
    addIdentity(properties);
    addReplication(properties);
    addCoordination(properties);
    addFootprint(properties);
    if (secured != null) {
      addSecured(properties, secured);
    }
    properties.putAll(extra);
    return properties;
  }

  private void addIdentity(Map<String, String> properties) {
    Seat seat = Objects.requireNonNull(seats.get(nodeId));
    String client = "PLAINTEXT://" + seat.address();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(nodeId));
    properties.put("controller.quorum.voters", voters());
    properties.put(
        "listeners", client + "," + CONTROLLER_LISTENER + "://" + seat.controllerAddress());
    properties.put("advertised.listeners", client);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.put("log.dirs", logFolder.toString());
  }

  private static void addSecured(Map<String, String> properties, Secured secured) {
    String address = "," + SecuredListener.NAME + "://" + address(secured.port());
    properties.merge("listeners", address, String::concat);
    properties.merge("advertised.listeners", address, String::concat);
    properties.merge(
        "listener.security.protocol.map",
        ",%s:%s".formatted(SecuredListener.NAME, secured.listener().protocol()),
        String::concat);
    properties.putAll(secured.listener().prefixed());
  }

  private String voters() {
    return seats.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(voter -> voter.getKey() + "@" + voter.getValue().controllerAddress())
        .collect(Collectors.joining(","));
  }

  private void addReplication(Map<String, String> properties) {
    int nodes = seats.size();
    String copies = Integer.toString(Math.min(nodes, 3));
    String inSync = nodes > 2 ? "2" : "1";
    properties.put("default.replication.factor", copies);
    properties.put("min.insync.replicas", inSync);
    properties.put("offsets.topic.replication.factor", copies);
    properties.put("transaction.state.log.replication.factor", copies);
    properties.put("transaction.state.log.min.isr", inSync);
    properties.put("share.coordinator.state.topic.replication.factor", copies);
    properties.put("share.coordinator.state.topic.min.isr", inSync);
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("controller.quorum.election.timeout.ms", "500");
    properties.put("controller.quorum.fetch.timeout.ms", "1500");
  }

  private static void addCoordination(Map<String, String> properties) {
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("offsets.retention.minutes", Long.toString(NINETY_DAYS_IN_MINUTES));
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  private static void addFootprint(Map<String, String> properties) {
    properties.put("num.partitions", "4");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.num.partitions", "4");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("log.index.size.max.bytes", "1048576");
    properties.put("log.segment.bytes", "134217728");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
  }
}
