package dev.turnpike.embedded.broker;

import dev.turnpike.embedded.DataFolder;
import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Several brokers with replicated topics in this JVM, to see what the loss of a node does.
 *
 * <p>Nodes are numbered from 1 and keep their ports while the cluster lives. They start and stop in
 * parallel: in sequence the last ones would wait for a quorum that is not there.
 */
public final class EmbeddedCluster implements AutoCloseable {

  private final DataFolder folder;
  private final Map<Integer, Seat> seats;
  private final Map<Integer, KafkaNode> running = new ConcurrentHashMap<>();

  private EmbeddedCluster(DataFolder folder, int nodes) {
    this.folder = folder;
    this.seats = seats(nodes);
  }

  /** Returns once all nodes take requests. */
  public static EmbeddedCluster start(Path folder, int nodes) {
    EmbeddedCluster cluster = new EmbeddedCluster(DataFolder.claim(folder), nodes);
    try {
      cluster.format();
      inParallel(cluster.seats.keySet(), cluster::startNode);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return seats.values().stream().map(Seat::address).collect(Collectors.joining(","));
  }

  /** Takes one node down in good order; the others stay. */
  public void stopNode(int nodeId) {
    KafkaNode node = running.remove(nodeId);
    if (node != null) {
      node.stop();
    }
  }

  /** Brings a stopped node back with its data, on its old port. */
  public void startNode(int nodeId) {
    if (!seats.containsKey(nodeId)) {
      throw new IllegalArgumentException("There is no node %d.".formatted(nodeId));
    }
    NodeProperties properties =
        new NodeProperties(nodeId, logFolder(nodeId), seats, null, Map.of());
    running.put(nodeId, KafkaNode.start(properties.toMap()));
  }

  @Override
  public void close() {
    try {
      inParallel(running.keySet(), this::stopNode);
    } finally {
      folder.close();
    }
  }

  private void format() {
    try {
      String clusterId = clusterId();
      for (int nodeId : seats.keySet()) {
        KafkaNode.format(logFolder(nodeId), nodeId, clusterId);
      }
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Can't prepare Kafka's folder " + folder.path() + ": " + e, e);
    }
  }

  private String clusterId() throws IOException {
    Path file = folder.path().resolve("cluster-id");
    if (!Files.exists(file)) {
      Files.writeString(file, Uuid.randomUuid().toString());
    }
    return Files.readString(file);
  }

  private Path logFolder(int nodeId) {
    return folder.path().resolve("node-" + nodeId);
  }

  private static Map<Integer, Seat> seats(int nodes) {
    return IntStream.rangeClosed(1, nodes)
        .boxed()
        .collect(
            Collectors.toMap(
                node -> node,
                _ -> Seat.local(FreePort.find(), FreePort.find()),
                (a, _) -> a,
                TreeMap::new));
  }

  private static void inParallel(Collection<Integer> nodeIds, IntConsumer action) {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("kafka-node-", 1).factory())) {
      CompletableFuture<?>[] all =
          nodeIds.stream()
              .map(id -> CompletableFuture.runAsync(() -> action.accept(id), threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).join();
    }
  }
}
