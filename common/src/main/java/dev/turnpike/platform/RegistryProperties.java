package dev.turnpike.platform;

import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the schema registry is: anything with Confluent's REST API.
 *
 * @param url comma-separated base URLs; the first that answers is used
 * @param basicAuthUserInfo {@code user:password}, or empty
 * @param bearerToken a token for {@code Authorization: Bearer}, or empty
 * @param autoRegister whether schemas that are missing are registered; off in production
 * @param requestTimeout how long one request may take
 * @param sslCa a PEM file with the authorities that are trusted for https; empty: those of the JVM
 * @param sslCertificate a PEM file with the client certificate that is shown, and those that lead
 *     to its authority; empty: none
 * @param sslKey a PEM file with the client certificate's key, as unencrypted PKCS #8
 */
@ConfigurationProperties("turnpike.registry")
public record RegistryProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String basicAuthUserInfo,
    @DefaultValue("") String bearerToken,
    @DefaultValue("false") boolean autoRegister,
    @DefaultValue("2s") Duration requestTimeout,
    @DefaultValue("") String sslCa,
    @DefaultValue("") String sslCertificate,
    @DefaultValue("") String sslKey) {

  /** The environment variable that usually sets the address. */
  static final String VARIABLE = "SCHEMA_REGISTRY_URL";

  private static final int RETRIES = 1;
  private static final Duration BACKOFF = Duration.ofMillis(200);

  public RegistryProperties {
    url = url.strip();
    if (url.isEmpty()) {
      throw new StartRefused(
          VARIABLE + " is not set: set it to the schema registry, such as http://127.0.0.1:8081.");
    }
    for (String each : split(url)) {
      if (!isHttp(each)) {
        throw new StartRefused(
            "%s is \"%s\", but \"%s\" is not an http(s) URL: write for instance http://127.0.0.1:8081."
                .formatted(VARIABLE, Redaction.redact(url), Redaction.redact(each)));
      }
    }
    if (!basicAuthUserInfo.isEmpty() && !basicAuthUserInfo.contains(":")) {
      throw new StartRefused(
          "SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO has no colon: write it as user:password.");
    }
    if (!basicAuthUserInfo.isEmpty() && !bearerToken.isEmpty()) {
      throw new StartRefused(
          "SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO and SCHEMA_REGISTRY_BEARER_TOKEN are both set: set"
              + " one.");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new StartRefused(
          "turnpike.registry.request-timeout is %s: give a positive time, such as 2s."
              .formatted(requestTimeout));
    }
    boolean plain = split(url).stream().anyMatch(each -> each.startsWith("http:"));
    boolean secured = split(url).stream().anyMatch(each -> each.startsWith("https:"));
    if (plain && secured) {
      throw new StartRefused(
          "%s is \"%s\", which has addresses with TLS and without: credentials would go over the network in the clear when the others are away, so write https:// in all of them."
              .formatted(VARIABLE, Redaction.redact(url)));
    }
    if (!secured && !(sslCa + sslCertificate + sslKey).isEmpty()) {
      throw new StartRefused(
          "SCHEMA_REGISTRY_SSL_CA, _CERTIFICATE or _KEY is set, but %s is \"%s\", which has no TLS: write https://, or leave them out."
              .formatted(VARIABLE, Redaction.redact(url)));
    }
    if (sslCertificate.isEmpty() != sslKey.isEmpty()) {
      throw new StartRefused(
          "Only one of SCHEMA_REGISTRY_SSL_CERTIFICATE and SCHEMA_REGISTRY_SSL_KEY is set: a client"
              + " certificate needs both.");
    }
    try {
      var _ = tls(sslCa, sslCertificate, sslKey).context();
    } catch (IllegalArgumentException e) {
      throw new StartRefused("The schema registry's TLS can't be set up: " + e.getMessage(), e);
    }
  }

  /** The same, as the registry's client takes it. */
  public RegistrySettings settings() {
    return new RegistrySettings(
        split(url).stream().map(URI::create).toList(),
        basicAuthUserInfo.isEmpty() ? null : basicAuthUserInfo,
        bearerToken.isEmpty() ? null : bearerToken,
        autoRegister,
        requestTimeout,
        RETRIES,
        BACKOFF,
        BACKOFF,
        tls(sslCa, sslCertificate, sslKey));
  }

  /**
   * Asks it once.
   *
   * @throws IOException when it does not answer as a registry that knows us
   */
  public void probe() throws IOException, InterruptedException {
    try (RegistryProbe probe = new RegistryProbe(settings())) {
      probe.probe();
    }
  }

  /** Neither the credentials nor what an address carries of them. */
  @Override
  public String toString() {
    return "RegistryProperties[url=%s, autoRegister=%s]"
        .formatted(Redaction.redact(url), autoRegister);
  }

  private static List<String> split(String urls) {
    return Arrays.stream(urls.split(",")).map(String::strip).toList();
  }

  private static TlsFiles tls(String ca, String certificate, String key) {
    return new TlsFiles(file(ca), file(certificate), file(key));
  }

  private static @Nullable Path file(String name) {
    return name.isEmpty() ? null : Path.of(name);
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
