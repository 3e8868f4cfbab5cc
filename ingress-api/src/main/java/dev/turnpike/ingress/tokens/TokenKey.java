package dev.turnpike.ingress.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key that signs tokens, with an id made from its digest: so that after a change of the secret
 * a token tells which one signed it.
 */
final class TokenKey {
  static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  private static final int ID_LENGTH = 12;

  private TokenKey() {}

  static OctetSequenceKey of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return new OctetSequenceKey.Builder(bytes).keyID(id(bytes)).algorithm(ALGORITHM).build();
  }

  private static String id(byte[] secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("turnpike token key".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(secret)).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
