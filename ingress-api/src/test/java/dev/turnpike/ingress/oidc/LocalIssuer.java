package dev.turnpike.ingress.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect issuer on this machine: a discovery document, keys, tokens as one likes. */
final class LocalIssuer implements AutoCloseable {
  static final String AUDIENCE = "turnpike";

  final RSAKey rsa = rsa("rsa-1", 2_048);
  final ECKey ec = ec("ec-1");
  final AtomicInteger keyReads = new AtomicInteger();
  volatile List<JWK> published = List.of(rsa, ec);
  volatile @Nullable String saidIssuer;

  private final HttpServer server;

  LocalIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
    server.createContext(
        "/keys",
        exchange -> {
          keyReads.incrementAndGet();
          answer(exchange, new JWKSet(published).toString());
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What an issuer says of a login. */
  JWTClaimsSet.Builder claims(String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience(AUDIENCE)
        .subject(subject)
        .jwtID(UUID.randomUUID().toString())
        .claim("sid", "login of " + subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  String token(String subject) {
    return token(subject, claims -> claims);
  }

  String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(header(JWSAlgorithm.RS256, rsa.getKeyID(), "at+jwt"), rsa, change, subject);
  }

  String signed(
      JWSHeader header, JWK key, UnaryOperator<JWTClaimsSet.Builder> change, String subject) {
    try {
      JWSSigner signer =
          key instanceof ECKey curve
              ? new ECDSASigner(curve)
              : new RSASSASigner(key.toRSAKey(), Set.of(AllowWeakRSAKey.getInstance()));
      SignedJWT jwt = new SignedJWT(header, change.apply(claims(subject)).build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWSHeader header(JWSAlgorithm algorithm, @Nullable String keyId, String type) {
    return new JWSHeader.Builder(algorithm).keyID(keyId).type(new JOSEObjectType(type)).build();
  }

  static RSAKey rsa(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String discovery() {
    String issuer = saidIssuer == null ? url() : saidIssuer;
    return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(issuer, url());
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
