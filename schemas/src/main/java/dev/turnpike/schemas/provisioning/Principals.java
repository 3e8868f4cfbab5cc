package dev.turnpike.schemas.provisioning;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Whom Kafka takes the services for.
 *
 * @param pattern such as {@code User:%s}, or {@code User:CN=%s,O=Example} with mutual TLS; {@code
 *     %s} stands for the service's name
 * @param named by service, where the pattern does not fit
 */
public record Principals(String pattern, Map<String, String> named) {

  private static final String NAME = "%s";

  public Principals {
    named = Map.copyOf(named);
    check(pattern);
    named.forEach(
        (service, principal) -> {
          if (ServiceAccess.of(service).isEmpty()) {
            throw new IllegalArgumentException(
                "There is no service %s: write one of %s.".formatted(service, services()));
          }
          check(principal);
        });
  }

  String of(String service) {
    return named.getOrDefault(service, pattern.replace(NAME, service));
  }

  private static void check(String principal) {
    try {
      var parsed = SecurityUtils.parseKafkaPrincipal(principal);
      if (parsed.getPrincipalType().equals("User") && !parsed.getName().isBlank()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(principal, e);
    }
    throw wrong(principal, null);
  }

  private static IllegalArgumentException wrong(String principal, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "'%s' is no principal of Kafka: write for instance User:%%s, or User:CN=%%s,O=Example where certificates say who a client is."
            .formatted(principal),
        cause);
  }

  private static String services() {
    return ServiceAccess.ALL.stream().map(ServiceAccess::service).collect(Collectors.joining(", "));
  }
}
