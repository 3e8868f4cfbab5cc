package dev.turnpike.embedded.registry;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask the registry, and how.
 *
 * @param tls absent: plain HTTP
 * @param clientCertificate whether clients must show a certificate that {@code tls} trusts
 * @param authorization the {@code Authorization} header that requests must have, whole; absent:
 *     none
 */
public record RegistryAccess(
    @Nullable SSLContext tls, boolean clientCertificate, @Nullable String authorization) {

  static RegistryAccess open() {
    return new RegistryAccess(null, false, null);
  }
}
