package dev.turnpike.ingress.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Our ids of what an issuer names: digests, so that neither two issuers nor an issuer and our own
 * accounts can ever name the same one. An issuer is a URL, so it ends before the line does.
 */
record ExternalIds(String issuer) {
  private static final String PREFIX = "oidc-";

  String user(String subject) {
    return id("user", subject);
  }

  /**
   * @param claim which one told the login apart
   */
  String login(String claim, String value) {
    return id("login " + claim, value);
  }

  private String id(String kind, String value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String text = issuer + "\n" + kind + "\n" + value;
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
