package dev.turnpike.platform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the cluster for its nodes over a connection that it keeps. */
final class KafkaProbe implements Watch.Probe {
  private final Admin admin;
  private final Duration timeout;

  KafkaProbe(KafkaClients clients, String clientId, Duration timeout) {
    this.timeout = timeout;
    int millis = Math.toIntExact(timeout.toMillis());
    this.admin =
        clients.admin(
            clientId,
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis));
  }

  @Override
  public void probe() throws Exception {
    admin.describeCluster().nodes().get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    admin.close(Duration.ofMillis(200));
  }
}
