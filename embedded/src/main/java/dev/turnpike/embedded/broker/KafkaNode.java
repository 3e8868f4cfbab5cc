package dev.turnpike.embedded.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * One broker and controller in this JVM. The only class that touches Kafka's internal server
 * classes, which change between Kafka's minor versions without notice.
 */
final class KafkaNode {
  private static final Duration LEAVING = Duration.ofSeconds(10);

  private static final String FORMATTED = "meta.properties";

  private final KafkaRaftServer server;

  private KafkaNode(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Writes the empty metadata log that a node needs before its first start; later calls do nothing.
   */
  static void format(Path logFolder, int nodeId, String clusterId) throws IOException {
    if (Files.exists(logFolder.resolve(FORMATTED))) {
      return;
    }
    Files.createDirectories(logFolder);
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(clusterId)
          .setNodeId(nodeId)
          .setControllerListenerName(NodeProperties.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(logFolder.toString())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .addDirectory(logFolder.toString())
          .setPrintStream(silent)
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Could not format " + logFolder, e);
    }
  }

  /** Returns once the broker takes requests. */
  static KafkaNode start(Map<String, String> properties) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return new KafkaNode(server);
  }

  /**
   * A node asks the quorum before it leaves, and when the others have just left it waits five
   * minutes for an answer; an interrupt ends that wait and nothing else.
   */
  void stop() {
    Thread stopping = Thread.ofPlatform().name("kafka-stop").start(server::shutdown);
    try {
      if (!stopping.join(LEAVING)) {
        stopping.interrupt();
      }
      stopping.join();
    } catch (InterruptedException e) {
      stopping.interrupt();
      Thread.currentThread().interrupt();
    }
    server.awaitShutdown();
  }
}
