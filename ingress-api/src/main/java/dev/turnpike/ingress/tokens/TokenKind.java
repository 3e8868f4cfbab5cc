package dev.turnpike.ingress.tokens;

import java.util.Arrays;
import java.util.Optional;

/** What a token stands for; neither can stand in for the other. */
enum TokenKind {
  USER("user", Authority.USER),
  SESSION("session", Authority.SESSION);

  /** Names of the authorities, for rules. */
  static final class Authority {
    static final String USER = "TOKEN_USER";
    static final String SESSION = "TOKEN_SESSION";

    private Authority() {}
  }

  private final String claim;
  private final String authority;

  TokenKind(String claim, String authority) {
    this.claim = claim;
    this.authority = authority;
  }

  String claim() {
    return claim;
  }

  String authority() {
    return authority;
  }

  static Optional<TokenKind> of(String claim) {
    return Arrays.stream(values()).filter(kind -> kind.claim.equals(claim)).findFirst();
  }
}
