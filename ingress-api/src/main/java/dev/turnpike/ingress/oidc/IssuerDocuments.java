package dev.turnpike.ingress.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;

/** What an issuer publishes: where its keys are, and its keys. */
final class IssuerDocuments implements IssuerKeys.Source, AutoCloseable {
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long LONGEST = 1 << 20;

  private final String issuer;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  IssuerDocuments(String issuer) {
    this.issuer = issuer;
  }

  @Override
  public JWKSet keys() throws IOException, InterruptedException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      var discovery = JSONObjectUtils.parse(document(URI.create(base + DISCOVERY)));
      String said = JSONObjectUtils.getString(discovery, "issuer");
      if (!issuer.equals(said)) {
        throw new IOException("The discovery document is that of " + said);
      }
      URI keys = JSONObjectUtils.getURI(discovery, "jwks_uri");
      if (keys == null || !OidcProperties.isSafe(keys)) {
        throw new IOException("The issuer's jwks_uri is not https: " + keys);
      }
      return JWKSet.parse(document(keys));
    } catch (ParseException e) {
      throw new IOException("What the issuer publishes can't be read: " + e.getMessage(), e);
    }
  }

  private String document(URI url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
    HttpResponse<String> response =
        http.send(
            request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST));
    if (response.statusCode() != 200) {
      throw new IOException("%s answers with status %d".formatted(url, response.statusCode()));
    }
    return response.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
