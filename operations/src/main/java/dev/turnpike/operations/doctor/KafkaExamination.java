package dev.turnpike.operations.doctor;

import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.KafkaTrouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/** Addresses, brokers and what they say about themselves, with the services' own settings. */
final class KafkaExamination implements Examination {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 5_000;
  private static final int COPIES = 3;

  private final Settings settings;
  private final KafkaProperties kafka;

  KafkaExamination(Settings settings, KafkaProperties kafka) {
    this.settings = settings;
    this.kafka = kafka;
  }

  @Override
  public String part() {
    return "Kafka";
  }

  @Override
  public void examine(Consumer<Finding> findings) throws InterruptedException {
    if (!reachable(findings)) {
      return;
    }
    try (Admin admin = admin(kafka)) {
      cluster(admin, findings);
      new TopicExamination(admin, settings.isServing()).examine(findings);
      new GroupExamination(admin, settings.groups()).examine(findings);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      findings.accept(Finding.problem(KafkaTrouble.of(kafka, e)));
    }
  }

  static Admin admin(KafkaProperties kafka) {
    Map<String, Object> client = new HashMap<>(kafka.client());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    client.put(AdminClientConfig.CLIENT_ID_CONFIG, "turnpike-doctor");
    client.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return Admin.create(client);
  }

  static <T> T await(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(ANSWER_MILLIS + 500, TimeUnit.MILLISECONDS);
  }

  /** Each address by itself: one that works hides from clients that another does not. */
  private boolean reachable(Consumer<Finding> findings) {
    int answering = 0;
    for (String server : kafka.servers()) {
      InetSocketAddress address = KafkaProperties.address(server);
      if (address.isUnresolved()) {
        findings.accept(
            Finding.problem(
                "%s is an unknown host: correct KAFKA_BOOTSTRAP_SERVERS.".formatted(server)));
        continue;
      }
      Optional<String> refusal = refusal(address);
      if (refusal.isPresent()) {
        findings.accept(
            Finding.problem(
                "%s takes no connection (%s): start that broker, correct KAFKA_BOOTSTRAP_SERVERS, or open the way there."
                    .formatted(server, refusal.get())));
        continue;
      }
      Optional<String> mismatch = KafkaTrouble.mismatch(kafka, address);
      if (mismatch.isPresent()) {
        findings.accept(Finding.problem(mismatch.get()));
        continue;
      }
      answering++;
    }
    return answering > 0;
  }

  private static Optional<String> refusal(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Told.reason(e));
    }
  }

  private void cluster(Admin admin, Consumer<Finding> findings)
      throws ExecutionException, InterruptedException, TimeoutException {
    var description = admin.describeCluster();
    Collection<Node> nodes = await(description.nodes());
    Node controller = await(description.controller());
    String protocol = KafkaTrouble.protocol(kafka);
    findings.accept(
        Finding.good(
            "Cluster %s at %s answers by %s; its controller is node %s."
                .formatted(
                    await(description.clusterId()),
                    kafka.bootstrapServers(),
                    protocol,
                    controller == null ? "?" : controller.idString())));
    advertised(nodes, findings);
    if (nodes.size() < COPIES && settings.isServing()) {
      findings.accept(
          Finding.warning(
              "Brokers: %d, so records have no more copies than that: three keep everything when one is lost."
                  .formatted(nodes.size())));
    } else {
      findings.accept(Finding.good("Brokers: %d.".formatted(nodes.size())));
    }
    if (settings.isServing() && !protocol.endsWith("SSL") && !isLocal(nodes)) {
      findings.accept(
          Finding.warning(
              "What people say goes to Kafka unencrypted (%s): set %s to SASL_SSL or SSL unless the network is trusted."
                  .formatted(protocol, KafkaTrouble.variable("security.protocol"))));
    }
  }

  /** Clients leave the first address for these, so they must be known and open here. */
  private static void advertised(Collection<Node> nodes, Consumer<Finding> findings) {
    List<String> unreachable = new ArrayList<>();
    for (Node node : nodes) {
      InetSocketAddress address = new InetSocketAddress(node.host(), node.port());
      Optional<String> refusal =
          address.isUnresolved() ? Optional.of("unknown host") : refusal(address);
      refusal.ifPresent(
          why -> unreachable.add("%s:%d (%s)".formatted(node.host(), node.port(), why)));
    }
    if (!unreachable.isEmpty()) {
      findings.accept(
          Finding.problem(
              "Brokers call themselves %s, which can't be reached from here: set their advertised.listeners to addresses that clients can reach."
                  .formatted(String.join(", ", unreachable))));
    }
  }

  private static boolean isLocal(Collection<Node> nodes) {
    return nodes.stream()
        .allMatch(
            node ->
                new InetSocketAddress(node.host(), node.port()).getAddress() != null
                    && new InetSocketAddress(node.host(), node.port())
                        .getAddress()
                        .isLoopbackAddress());
  }
}
