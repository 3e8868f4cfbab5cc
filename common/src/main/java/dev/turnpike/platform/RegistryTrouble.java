package dev.turnpike.platform;

import dev.turnpike.platform.TlsTrouble.TlsSettings;
import java.io.EOFException;
import java.util.Optional;

/** Why a schema registry gives no answer, in a sentence: what is wrong, and what to do. */
public final class RegistryTrouble {
  private static final TlsSettings TLS =
      new TlsSettings(
          "SCHEMA_REGISTRY_SSL_CA",
          "SCHEMA_REGISTRY_SSL_CERTIFICATE and SCHEMA_REGISTRY_SSL_KEY",
          "write http:// in the URL, or name the port that has TLS");

  private RegistryTrouble() {}

  /** What the failure to ask it means. */
  public static String of(RegistryProperties registry, Throwable failure) {
    Optional<TlsTrouble> tls = TlsTrouble.in(failure);
    if (tls.isPresent()) {
      return sentence(registry, tls.get().diagnosis(), tls.get().remedy(TLS));
    }
    String reason = Reasons.of(failure);
    if (registry.url().startsWith("http:") && hungUp(failure)) {
      return sentence(
          registry,
          "what answers there does not speak HTTP (%s)".formatted(reason),
          "write https:// in the URL if it has TLS, or correct the address");
    }
    if (reason.contains("refuses the credentials")) {
      return sentence(
          registry,
          reason,
          "check SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO or SCHEMA_REGISTRY_BEARER_TOKEN");
    }
    return sentence(
        registry,
        "no schema registry answers there (%s)".formatted(reason),
        "start it or correct the address or credentials");
  }

  /** As a TLS server does to those who speak without. */
  private static boolean hungUp(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (each instanceof EOFException
          || message.contains("received no bytes")
          || message.contains("nvalid status line")) {
        return true;
      }
    }
    return false;
  }

  private static String sentence(RegistryProperties registry, String what, String remedy) {
    return "%s is \"%s\", but %s: %s."
        .formatted(RegistryProperties.VARIABLE, Redaction.redact(registry.url()), what, remedy);
  }
}
