package dev.turnpike.ingress.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Who sent this token, and does it still count? Done for each call, before anything else, with the
 * revocations that this node knows of.
 */
@State(Scope.Thread)
public class TokenCheckBenchmark {
  private static final TokenProperties PROPERTIES =
      new TokenProperties("x".repeat(64), List.of(), "turnpike", Duration.ofDays(30));

  @Param({"0", "100000"})
  private int revocations;

  private final KnownRevocations known = new KnownRevocations();
  private final Clock clock = Clock.systemUTC();
  private final TokenCheck check =
      new TokenCheck(
          new TokenDecoder(PROPERTIES, clock),
          ForeignTokens.NONE,
          _ -> Optional.empty(),
          known,
          PROPERTIES.lifetime(),
          clock);
  private final BearerTokenAuthenticationToken session =
      new BearerTokenAuthenticationToken(token());

  @Setup
  public void revoke() {
    Instant now = clock.instant();
    for (int i = 0; i < revocations; i++) {
      known.add(
          new Revocation(
              Revocation.Kind.LOGIN,
              "login-" + i,
              "user-" + i,
              now,
              now.plus(Duration.ofDays(30))));
    }
  }

  @Benchmark
  public Authentication session() {
    return check.authenticate(session);
  }

  private String token() {
    TokenIssuer issuer = new TokenIssuer(PROPERTIES, clock);
    Instant now = clock.instant();
    return issuer
        .forSession(
            new Login("of-the-bench", "user-of-the-bench", now, now.plus(Duration.ofDays(30))),
            "01900000-0000-7000-8000-000000000001",
            "default")
        .accessToken();
  }
}
