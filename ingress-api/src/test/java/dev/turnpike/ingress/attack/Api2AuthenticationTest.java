package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OWASP API2:2023, broken authentication: tokens that are forged, of another kind, or used after
 * their end, on every call that takes one; and what a login gives away.
 */
class Api2AuthenticationTest {
  private static final Target target = Target.start();
  private static Party party;
  private static Map<String, String> forged;

  @BeforeAll
  static void forge() throws Exception {
    party = Party.of(target.api());
    SignedJWT genuine = SignedJWT.parse(party.visitor().userToken());
    SignedJWT session = SignedJWT.parse(party.visitor().sessionToken());
    String claims = genuine.getParsedParts()[1].toString();
    String signature = genuine.getSignature().toString();
    String id = genuine.getHeader().getKeyID();
    RSAKey own = new RSAKeyGenerator(2048).keyID(id).generate();
    forged = new LinkedHashMap<>();
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      forged.put(
          "alg " + none,
          part("{\"alg\":\"" + none + "\",\"kid\":\"" + id + "\"}") + "." + claims + ".");
      forged.put(
          "signed alg " + none,
          part("{\"alg\":\"" + none + "\"}") + "." + claims + "." + signature);
    }
    forged.put("no signature", genuine.getParsedParts()[0] + "." + claims + ".");
    forged.put(
        "another's signature",
        genuine.getParsedParts()[0] + "." + claims + "." + session.getSignature());
    forged.put(
        "another's claims",
        genuine.getParsedParts()[0] + "." + session.getParsedParts()[1] + "." + signature);
    forged.put("HS384 with the secret", hmac(genuine, JWSAlgorithm.HS384, id));
    forged.put("HS512 with the secret", hmac(genuine, JWSAlgorithm.HS512, id));
    forged.put(
        "key id of a path", hmac(genuine, JWSAlgorithm.HS256, "../../dev/null", "x".repeat(32)));
    forged.put("key id of SQL", hmac(genuine, JWSAlgorithm.HS256, "' or 1=1 --", "x".repeat(32)));
    forged.put("an empty key", hmac(genuine, JWSAlgorithm.HS256, id, "\0".repeat(32)));
    forged.put(
        "the key id as key",
        hmac(genuine, JWSAlgorithm.HS256, id, (id + id + id).substring(0, 32)));
    forged.put(
        "RS256 with a key of its own",
        rsa(genuine, own, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id)));
    forged.put(
        "a key in its header",
        rsa(genuine, own, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK())));
    forged.put(
        "an address of keys",
        rsa(
            genuine,
            own,
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))));
    forged.put(
        "public key as secret",
        hmac(genuine, JWSAlgorithm.HS256, id, own.toPublicJWK().toJSONString()));
    forged.put("nothing", "..");
    forged.put("not base64", "!!!.???.***");
    forged.put("a key of nobody", "tp-" + "0".repeat(40));
  }

  static List<Operation> secured() {
    return target.secured();
  }

  @ParameterizedTest
  @MethodSource("secured")
  void noForgedTokenIsTaken(Operation operation) {
    forged.forEach(
        (name, token) ->
            assertThat(target.call(operation, party.fill(operation.path()), token).status())
                .as(name)
                .isEqualTo(401));
  }

  /** An unsigned change of any claim. */
  @Test
  void aUserCannotBecomeAnother() throws ParseException {
    SignedJWT genuine = SignedJWT.parse(party.visitor().userToken());
    Party other = Party.of(target.api());
    String claims =
        genuine
            .getPayload()
            .toString()
            .replace(
                genuine.getJWTClaimsSet().getSubject(),
                SignedJWT.parse(other.visitor().userToken()).getJWTClaimsSet().getSubject());
    String token = genuine.getParsedParts()[0] + "." + part(claims) + "." + genuine.getSignature();
    assertThat(target.api().get("/api/v1/auth/sessions", token).status()).isEqualTo(401);
  }

  /** Replay: what was logged out stays out, with all that hangs on it. */
  @Test
  void whatWasLoggedOutIsTakenNoMore() {
    Party leaving = Party.of(target.api());
    assertThat(
            target
                .api()
                .postJson("/api/v1/auth/logout", leaving.visitor().userToken(), "")
                .status())
        .isEqualTo(204);
    assertThat(target.api().get("/api/v1/auth/sessions", leaving.visitor().userToken()).status())
        .isEqualTo(401);
    assertThat(
            target.api().get("/api/v1/chatbot/messages", leaving.visitor().sessionToken()).status())
        .isEqualTo(401);
  }

  @Test
  void aRevokedKeyIsTakenNoMore() {
    Party leaving = Party.of(target.api());
    String path = leaving.fill("/api/v1/auth/api-keys/{id}");
    assertThat(target.api().get("/v1/models", leaving.token("apiKey")).status()).isEqualTo(200);
    assertThat(target.api().delete(path, leaving.visitor().userToken()).status()).isEqualTo(204);
    assertThat(target.api().get("/v1/models", leaving.token("apiKey")).status()).isEqualTo(401);
  }

  /** Where a token stands in a request that is no place for it. */
  @Test
  void tokensAreTakenFromTheirHeaderOnly() {
    String token = party.visitor().userToken();
    assertThat(target.api().get("/api/v1/auth/sessions?access_token=" + token, null).status())
        .isEqualTo(401);
    assertThat(
            target
                .api()
                .form("POST", "/api/v1/auth/session", null, Map.of("access_token", token))
                .status())
        .isEqualTo(401);
  }

  /** Enumeration: a login that fails does not say why. */
  @Test
  void aWrongPasswordLooksLikeAnUnknownUser() {
    List<String> bodies = new ArrayList<>();
    for (String email : List.of(party.visitor().email(), "nobody@example.org", "' or 1=1 --")) {
      Answer answer = target.api().login(email, "Wr0ng!password");
      assertThat(answer.status()).isEqualTo(401);
      bodies.add(answer.withoutRequestId());
    }
    assertThat(bodies.stream().distinct()).hasSize(1);
  }

  private static String part(String json) {
    return Base64URL.encode(json.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String hmac(SignedJWT genuine, JWSAlgorithm algorithm, String id)
      throws JOSEException, ParseException {
    return hmac(genuine, algorithm, id, (RunningIngress.SECRET + RunningIngress.SECRET));
  }

  private static String hmac(SignedJWT genuine, JWSAlgorithm algorithm, String id, String key)
      throws JOSEException, ParseException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(id).build(), genuine.getJWTClaimsSet());
    jwt.sign(new MACSigner(key.getBytes(StandardCharsets.UTF_8)));
    return jwt.serialize();
  }

  private static String rsa(SignedJWT genuine, RSAKey key, JWSHeader.Builder header)
      throws JOSEException, ParseException {
    JWTClaimsSet claims = genuine.getJWTClaimsSet();
    SignedJWT jwt = new SignedJWT(header.build(), claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
