package dev.turnpike.ingress.oidc;

import dev.turnpike.platform.StartRefused;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID Connect issuer that keeps the accounts in place of this service.
 *
 * @param issuer its {@code iss}, an https URL below which its discovery document lies; empty for
 *     accounts of our own
 * @param audience the {@code aud} that access tokens for this service have
 * @param subjectClaim what tells its users apart and never changes
 * @param loginClaim what a login's access tokens have in common; without it each token is a login
 */
@ConfigurationProperties("turnpike.ingress.oidc")
record OidcProperties(
    @DefaultValue("") String issuer,
    @DefaultValue("") String audience,
    @DefaultValue("sub") String subjectClaim,
    @DefaultValue("sid") String loginClaim) {
  OidcProperties {
    if (!issuer.isEmpty()) {
      requireUrl(issuer);
      if (audience.isEmpty()) {
        throw new StartRefused(
            "TURNPIKE_OIDC_AUDIENCE is not set: set it to the audience that the issuer writes into access tokens for this service, or tokens for others would count here.");
      }
    }
  }

  boolean isOn() {
    return !issuer.isEmpty();
  }

  /** Whether what comes from there can't be changed on its way. */
  static boolean isSafe(URI url) {
    String host = String.valueOf(url.getHost());
    boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && local);
  }

  private static void requireUrl(String issuer) {
    URI url;
    try {
      url = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      throw new StartRefused("TURNPIKE_OIDC_ISSUER is %s, which is no URL.".formatted(issuer), e);
    }
    if (!isSafe(url) || url.getQuery() != null || url.getFragment() != null) {
      throw new StartRefused(
          "TURNPIKE_OIDC_ISSUER is %s: give an https URL without query, as the issuer's tokens have it in iss."
              .formatted(issuer));
    }
  }
}
