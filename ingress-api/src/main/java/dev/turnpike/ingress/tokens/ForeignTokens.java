package dev.turnpike.ingress.tokens;

import java.time.Instant;
import org.springframework.security.oauth2.jwt.JwtException;

/** An external issuer, whose access tokens stand as user tokens in place of our own. */
public interface ForeignTokens {
  /** For when the accounts are our own. */
  ForeignTokens NONE =
      new ForeignTokens() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public boolean isFor(String token) {
          return false;
        }

        @Override
        public String userId(String subject) {
          throw new IllegalStateException("There is no external issuer.");
        }

        @Override
        public Foreign check(String token) {
          throw new JwtException("There is no external issuer.");
        }
      };

  /**
   * What such a token says.
   *
   * @param userId not that of anybody else, of whatever issuer
   * @param loginId likewise
   */
  record Foreign(String userId, String loginId, Instant issuedAt) {}

  boolean isOn();

  /** Whether the token says that it is of this issuer, which anybody can say. */
  boolean isFor(String token);

  /** Our id of whom the issuer calls this. */
  String userId(String subject);

  /**
   * @throws JwtException when it does not count
   * @throws dev.turnpike.ingress.problem.Problem 503 when that can't be found out now
   */
  Foreign check(String token);
}
