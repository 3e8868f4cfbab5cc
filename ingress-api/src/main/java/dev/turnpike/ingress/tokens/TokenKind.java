package dev.turnpike.ingress.tokens;

import java.util.Arrays;
import java.util.Optional;

/** What a token stands for; none can stand in for another. */
enum TokenKind {
  USER("user"),
  SESSION("session"),
  API_KEY("api_key");

  private final String claim;

  TokenKind(String claim) {
    this.claim = claim;
  }

  /** As a signed token says it. API keys are not signed. */
  String claim() {
    return claim;
  }

  /** As Spring Security's rules say it. */
  String authority() {
    return "TOKEN_" + name();
  }

  /** The kind that a signed token says. */
  static Optional<TokenKind> signed(String claim) {
    return Arrays.stream(values())
        .filter(kind -> kind != API_KEY && kind.claim.equals(claim))
        .findFirst();
  }
}
