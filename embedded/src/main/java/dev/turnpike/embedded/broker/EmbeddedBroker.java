package dev.turnpike.embedded.broker;

import dev.turnpike.embedded.DataFolder;
import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.broker.NodeProperties.Secured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node inside this JVM, so that a local run and tests need no installation.
 *
 * <p>Everything it was sent lives in its folder and survives a restart, on the same port or
 * another, and a kill -9 of the JVM. It listens on the loopback interface only.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int NODE = 1;

  private final DataFolder folder;
  private final int port;
  private final @Nullable Secured secured;
  private final KafkaNode node;

  private EmbeddedBroker(DataFolder folder, int port, @Nullable Secured secured, KafkaNode node) {
    this.folder = folder;
    this.port = port;
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
    long begun = System.nanoTime();
    DataFolder claimed = DataFolder.claim(folder);
    try {
      int clientPort = FreePort.claim(port, "Kafka");
      EmbeddedBroker broker =
          new EmbeddedBroker(
              claimed, clientPort, secured, startNode(claimed, clientPort, secured, properties));
      log.atInfo()
          .addKeyValue("port", clientPort)
          .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
          .log("Broker started");
      return broker;
    } catch (RuntimeException e) {
      claimed.close();
      throw e;
    }
  }

  private static KafkaNode startNode(
      DataFolder folder, int port, @Nullable Secured secured, Map<String, String> properties) {
    Path logFolder = folder.path().resolve("log");
    NodeProperties node =
        new NodeProperties(
            NODE, logFolder, port, Map.of(NODE, FreePort.find()), secured, properties);
    try {
      KafkaNode.format(logFolder, NODE, Uuid.randomUuid().toString());
    } catch (IOException e) {
      throw new EmbeddedStartException("Can't prepare Kafka's folder " + logFolder + ": " + e, e);
    }
    return KafkaNode.start(node.toMap());
  }

  public String bootstrapServers() {
    return NodeProperties.address(port);
  }

  /** Of the secured listener, or of the only one. */
  public String securedBootstrapServers() {
    return NodeProperties.address(secured == null ? port : secured.port());
  }

  public int port() {
    return port;
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
