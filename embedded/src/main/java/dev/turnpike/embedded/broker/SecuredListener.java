package dev.turnpike.embedded.broker;

import java.util.HashMap;
import java.util.Map;

/**
 * A listener for clients that want TLS, a login or both. The plain one beside it stays, for the
 * broker itself and for whoever sets it up.
 *
 * @param protocol as Kafka names it: {@code SSL}, {@code SASL_SSL} or {@code SASL_PLAINTEXT}
 * @param properties of the broker that go with it, such as {@code ssl.keystore.location}; those of
 *     this listener alone may be written without their prefix
 */
public record SecuredListener(String protocol, Map<String, String> properties) {

  static final String NAME = "SECURED";
  private static final String PREFIX = "listener.name.secured.";

  public SecuredListener {
    properties = Map.copyOf(properties);
  }

  Map<String, String> prefixed() {
    Map<String, String> all = new HashMap<>();
    properties.forEach((name, value) -> all.put(PREFIX + name, value));
    return all;
  }
}
