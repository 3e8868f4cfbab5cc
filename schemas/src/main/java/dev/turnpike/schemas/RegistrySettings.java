package dev.turnpike.schemas;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a schema registry.
 *
 * @param urls tried in order, the one that answered last first; each may have a path prefix
 * @param basicAuthUserInfo {@code user:password}; may also stand in a URL
 * @param bearerToken a static token; not together with basic authentication
 * @param autoRegister whether {@link SchemaRegistry#idOf} registers unknown schemas; Confluent's
 *     default is true, ours is false
 * @param requestTimeout for one request to one URL
 * @param retries how many more rounds over all URLs after the first
 * @param backoff pause before the second round; doubles each time
 * @param maxBackoff longest pause
 * @param tls for https
 */
public record RegistrySettings(
    List<URI> urls,
    @Nullable String basicAuthUserInfo,
    @Nullable String bearerToken,
    boolean autoRegister,
    Duration requestTimeout,
    int retries,
    Duration backoff,
    Duration maxBackoff,
    TlsFiles tls) {

  public RegistrySettings {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(
          "No schema registry is configured: set schema.registry.url (SCHEMA_REGISTRY_URL).");
    }
    String inUrl = urls.getFirst().getUserInfo();
    if (basicAuthUserInfo == null && inUrl != null) {
      basicAuthUserInfo = inUrl;
    }
    if (basicAuthUserInfo != null && !basicAuthUserInfo.contains(":")) {
      throw new IllegalArgumentException(
          "The schema registry's basic.auth.user.info must have the form user:password.");
    }
    if (basicAuthUserInfo != null && bearerToken != null) {
      throw new IllegalArgumentException(
          "The schema registry has both basic.auth.user.info and bearer.auth.token: set one.");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("The schema registry's max.retries must not be negative.");
    }
    urls = urls.stream().map(RegistrySettings::base).toList();
  }

  /** Settings with all defaults, for one or more comma-separated URLs. */
  public static RegistrySettings of(String urls) {
    return of(Map.of("schema.registry.url", urls));
  }

  /**
   * Settings from Confluent's property names. Empty values count as absent, other names are
   * ignored, so a whole producer or consumer configuration may be given.
   */
  public static RegistrySettings of(Map<String, ?> properties) {
    String urls = text(properties, "schema.registry.url");
    return new RegistrySettings(
        urls == null
            ? List.of()
            : Arrays.stream(urls.split(",")).map(RegistrySettings::url).toList(),
        firstOf(properties, "basic.auth.user.info", "schema.registry.basic.auth.user.info"),
        firstOf(properties, "bearer.auth.token", "schema.registry.bearer.auth.token"),
        Boolean.parseBoolean(text(properties, "auto.register.schemas")),
        Duration.ofMillis(number(properties, "http.read.timeout.ms", 10_000)),
        (int) number(properties, "max.retries", 3),
        Duration.ofMillis(number(properties, "retries.wait.ms", 200)),
        Duration.ofMillis(number(properties, "retries.max.wait.ms", 5_000)),
        TlsFiles.none());
  }

  public RegistrySettings withAutoRegister(boolean on) {
    return new RegistrySettings(
        urls,
        basicAuthUserInfo,
        bearerToken,
        on,
        requestTimeout,
        retries,
        backoff,
        maxBackoff,
        tls);
  }

  public RegistrySettings withTls(TlsFiles files) {
    return new RegistrySettings(
        urls,
        basicAuthUserInfo,
        bearerToken,
        autoRegister,
        requestTimeout,
        retries,
        backoff,
        maxBackoff,
        files);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "RegistrySettings[urls=" + urls + ", autoRegister=" + autoRegister + "]";
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text.strip());
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Its message would show the URL, and with it a password.
    }
    throw new IllegalArgumentException(
        "A schema registry URL must look like http://host:port or https://host/prefix.");
  }

  /** The URL without user info and without slashes at its end, so that nobody logs a secret. */
  private static URI base(URI url) {
    String port = url.getPort() == -1 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    return URI.create(url.getScheme() + "://" + url.getHost() + port + path);
  }

  private static @Nullable String firstOf(Map<String, ?> properties, String name, String other) {
    String first = text(properties, name);
    return first != null ? first : text(properties, other);
  }

  private static long number(Map<String, ?> properties, String name, long otherwise) {
    String text = text(properties, name);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The schema registry's " + name + " must be a whole number, not " + text + ".", e);
    }
  }

  private static @Nullable String text(Map<String, ?> properties, String name) {
    Object value = properties.get(name);
    if (value == null) {
      return null;
    }
    String text =
        value instanceof List<?> list
            ? String.join(",", list.stream().map(String::valueOf).toList())
            : value.toString();
    return text.isBlank() ? null : text.strip();
  }
}
