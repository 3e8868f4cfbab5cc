package dev.turnpike.embedded.broker;

import dev.turnpike.embedded.DataFolder;
import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.broker.NodeProperties.Secured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka node inside this JVM, so that a local run and tests need no installation: a cluster of
 * its own, or one member of a cluster.
 *
 * <p>Everything it was sent lives in its folder and survives a restart, on the same port or
 * another, and a kill -9 of the JVM. Alone, it listens on the loopback interface only.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int NODE = 1;

  private final DataFolder folder;
  private final Seat seat;
  private final @Nullable Secured secured;
  private final KafkaNode node;

  private EmbeddedBroker(DataFolder folder, Seat seat, @Nullable Secured secured, KafkaNode node) {
    this.folder = folder;
    this.seat = seat;
    this.secured = secured;
    this.node = node;
  }

  /** Starts on the given port, or on a free one if it is 0; returns once requests are taken. */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(folder, port, Map.of());
  }

  /** As {@link #start(Path, int)}, with broker properties that override this class's own. */
  public static EmbeddedBroker start(Path folder, int port, Map<String, String> properties) {
    return start(folder, port, null, properties);
  }

  /** With a secured listener on a free port, beside the plain one on another. */
  public static EmbeddedBroker start(
      Path folder, SecuredListener listener, Map<String, String> properties) {
    return start(folder, 0, new Secured(listener, FreePort.find()), properties);
  }

  private static EmbeddedBroker start(
      Path folder, int port, @Nullable Secured secured, Map<String, String> properties) {
    return start(folder, () -> alone(port), secured, properties);
  }

  private static Membership alone(int port) {
    Seat seat = Seat.local(FreePort.claim(port, "Kafka"), FreePort.find());
    return new Membership(NODE, Uuid.randomUuid().toString(), Map.of(NODE, seat));
  }

  /**
   * One node of a cluster whose other nodes are in other processes; returns once it takes requests,
   * for which it needs most of them.
   */
  public static EmbeddedBroker start(Path folder, Membership membership) {
    return start(folder, () -> membership, null, Map.of());
  }

  private static EmbeddedBroker start(
      Path folder,
      Supplier<Membership> place,
      @Nullable Secured secured,
      Map<String, String> properties) {
    long begun = System.nanoTime();
    DataFolder claimed = DataFolder.claim(folder);
    try {
      Membership membership = place.get();
      Seat seat = membership.seat();
      EmbeddedBroker broker =
          new EmbeddedBroker(
              claimed, seat, secured, startNode(claimed, membership, secured, properties));
      log.atInfo()
          .addKeyValue("port", seat.port())
          .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
          .log("Broker started");
      return broker;
    } catch (RuntimeException e) {
      claimed.close();
      throw e;
    }
  }

  private static KafkaNode startNode(
      DataFolder folder,
      Membership membership,
      @Nullable Secured secured,
      Map<String, String> properties) {
    Path logFolder = folder.path().resolve("log");
    NodeProperties node =
        new NodeProperties(membership.node(), logFolder, membership.seats(), secured, properties);
    try {
      KafkaNode.format(logFolder, membership.node(), membership.clusterId());
    } catch (IOException e) {
      throw new EmbeddedStartException("Can't prepare Kafka's folder " + logFolder + ": " + e, e);
    }
    return KafkaNode.start(node.toMap());
  }

  public String bootstrapServers() {
    return seat.address();
  }

  /** Of the secured listener, or of the only one. */
  public String securedBootstrapServers() {
    return NodeProperties.address(secured == null ? seat.port() : secured.port());
  }

  public int port() {
    return seat.port();
  }

  @Override
  public void close() {
    try {
      node.stop();
    } finally {
      folder.close();
    }
  }
}
