package dev.turnpike.local.services;

import java.util.Map;
import java.util.TreeMap;

/**
 * One service to run.
 *
 * @param number from 1 among the services of its kind
 * @param port of its HTTP server
 * @param settings under the names of the environment variables; they include secrets
 */
public record ServicePlan(ServiceKind kind, int number, int port, Map<String, String> settings) {

  public ServicePlan {
    settings = Map.copyOf(settings);
  }

  /** As in {@code agent-workers-1}. */
  public String name() {
    return kind.serviceName() + "-" + number;
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** The environment variables of this one. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("SERVER_PORT", Integer.toString(port));
    // The ingress nodes choose their mailboxes by the number at the end.
    environment.put("HOSTNAME", name());
    return environment;
  }

  /** Without the settings, which hold secrets. */
  @Override
  public String toString() {
    return name() + " on port " + port;
  }
}
