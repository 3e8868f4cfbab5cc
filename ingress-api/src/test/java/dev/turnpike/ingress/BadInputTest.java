package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a request: the right status, the field that is wrong, nothing in Kafka.
 */
class BadInputTest {
  private static final String CHAT = "/api/v1/chatbot/chat";

  private static RunningIngress ingress;
  private static ApiClient api;
  private static Visitor visitor;
  private static Visitor stranger;
  private static KafkaConsumer<byte[], byte[]> log;

  private long before;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    api = ingress.client();
    visitor = api.visitor();
    stranger = api.visitor();
    log =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", TestPlatform.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  @AfterAll
  static void stop() {
    log.close();
    ingress.close();
  }

  @BeforeEach
  void count() {
    before = records();
  }

  @AfterEach
  void nothingReachedKafka() {
    assertThat(records()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                              | messages
          {"messages": null}                                              | messages
          {"messages": []}                                                | messages
          {"messages": "hello"}                                           | messages
          {"messages": {"role": "user", "content": "x"}}                  | messages
          {"messages": [null]}                                            | messages[0]
          {"messages": ["hello"]}                                         | messages[0]
          {"messages": [{"content": "x"}]}                                | messages[0].role
          {"messages": [{"role": "robot", "content": "x"}]}               | messages[0].role
          {"messages": [{"role": "USER", "content": "x"}]}                | messages[0].role
          {"messages": [{"role": 1, "content": "x"}]}                     | messages[0].role
          {"messages": [{"role": "user"}]}                                | messages[0].content
          {"messages": [{"role": "user", "content": ""}]}                 | messages[0].content
          {"messages": [{"role": "user", "content": null}]}               | messages[0].content
          {"messages": [{"role": "user", "content": 5}]}                  | messages[0].content
          {"messages": [{"role": "user", "content": true}]}               | messages[0].content
          {"messages": [{"role": "user", "content": ["x"]}]}              | messages[0].content
          {"messages": [{"role": "user", "content": {"text": "x"}}]}      | messages[0].content
          {"messages": [{"role": "user", "content": "a\\u0000b"}]}        | messages[0].content
          {"messages": [{"role": "user", "content": "a\\ud83d"}]}         | messages[0].content
          {"messages": [{"role": "assistant", "content": "x"}]}           | messages[0].role
          {"messages": [{"role": "user", "content": "x"}], "model": 4}    | model
          {"messages": [{"role": "user", "content": "x"}], "model": ""}   | model
          {"messages": [{"role": "user", "content": "x"}], "model": "gpt"}| model
          []                                                              | body
          "hello"                                                         | body
          """)
  void aChatThatBreaksARule(String body, String field) {
    for (String path : List.of(CHAT, CHAT + "/stream")) {
      Answer answer = api.postJson(path, visitor.sessionToken(), body);
      assertProblem(answer, 422, field);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"messages\": [}", "nonsense", "{\"messages\": \"\\x\"}"})
  void aBodyThatIsNoJson(String body) {
    assertProblem(api.postJson(CHAT, visitor.sessionToken(), body), 400, "body");
  }

  @Test
  void aMessageMayHaveThreeThousandCharactersAndNoMore() {
    String emoji = "\uD83D\uDE00";
    Answer tooLong =
        api.postJson(CHAT, visitor.sessionToken(), ApiClient.message(emoji.repeat(3_001)));
    assertProblem(tooLong, 422, "messages[0].content");
    assertThat(tooLong.body().at("/errors/0/message").asString()).contains("3000", "3001");
  }

  @Test
  void everyFieldThatIsWrongIsNamed() {
    String body = "{\"messages\": [{\"role\": \"x\", \"content\": \"\"}]}";
    assertThat(api.postJson(CHAT, visitor.sessionToken(), body).body().path("errors").values())
        .extracting(each -> each.path("field").asString())
        .containsExactly("messages[0].content", "messages[0].role");
  }

  @Test
  void aBodyThatIsTooLarge() {
    String huge = ApiClient.message("x".repeat(600_000));
    assertProblem(api.postJson(CHAT, visitor.sessionToken(), huge), 413, "");

    Answer chunked =
        api.send(
            "POST",
            CHAT,
            visitor.sessionToken(),
            "application/json",
            BodyPublishers.fromPublisher(BodyPublishers.ofString(huge)));
    assertProblem(chunked, 413, "");
  }

  @Test
  void theWrongContentTypeMethodOrPath() {
    String token = visitor.sessionToken();
    Answer type = api.send("POST", CHAT, token, "text/plain", BodyPublishers.ofString("hello"));
    assertProblem(type, 415, "");
    Answer method = api.get(CHAT, token);
    assertProblem(method, 405, "");
    assertThat(method.header("Allow")).isEqualTo("POST");
    assertProblem(api.get("/api/v1/nothing", token), 404, "");
    assertProblem(api.get("/nothing", null), 404, "");
    assertProblem(api.postJson("/api/v1/auth/login", null, "{}"), 415, "");
  }

  @ParameterizedTest
  @CsvSource({
    "not-an-address,       Passw0rd!,  email",
    "' ',                  Passw0rd!,  email",
    "a@example.org,        Sh0rt!,     password",
    "a@example.org,        passw0rd!,  password",
    "a@example.org,        Password!,  password",
    "a@example.org,        Passw0rdd,  password"
  })
  void aRegistrationThatBreaksARule(String email, String password, String field) {
    assertProblem(api.register(email, password), 422, field);
  }

  @Test
  void aRegistrationOfTheWrongShape() {
    assertProblem(api.postJson("/api/v1/auth/register", null, "{}"), 422, "email");
    assertProblem(
        api.postJson("/api/v1/auth/register", null, "{\"email\": 5, \"password\": \"x\"}"),
        422,
        "email");
    assertProblem(api.register("long@example.org", "Aa1!" + "x".repeat(61)), 422, "password");
  }

  @Test
  void aWrongPasswordAndAnUnknownUserLookTheSame() {
    Answer wrong = api.login(visitor.email(), "Wr0ng!pass");
    Answer unknown = api.login("nobody@example.org", "Passw0rd!");
    assertProblem(wrong, 401, "password");
    assertThat(unknown.withoutRequestId()).isEqualTo(wrong.withoutRequestId());
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void aLoginFormThatIsIncomplete() {
    assertProblem(
        api.form("POST", "/api/v1/auth/login", null, Map.of("password", "x")), 422, "username");
    assertProblem(
        api.form("POST", "/api/v1/auth/login", null, Map.of("username", "x")), 422, "password");
    assertProblem(
        api.form(
            "POST",
            "/api/v1/auth/login",
            null,
            Map.of("username", "x", "password", "y", "grant_type", "code")),
        422,
        "grant_type");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/chatbot/chat",
    "POST, /api/v1/chatbot/chat/stream",
    "GET, /api/v1/chatbot/messages",
    "DELETE, /api/v1/chatbot/messages",
    "POST, /api/v1/auth/session",
    "GET, /api/v1/auth/sessions",
    "DELETE, /api/v1/auth/session/x",
    "GET, /api/v1/turns/0190b0a0-0000-7000-8000-000000000000/scores",
    "POST, /api/v1/turns/0190b0a0-0000-7000-8000-000000000000/cancel",
    "GET, /api/v1/anything"
  })
  void noTokenOrABadOne(String method, String path) throws Exception {
    String expired =
        signed(claims -> claims.issueTime(past(60)).expirationTime(past(1)), RunningIngress.SECRET);
    String forged = signed(claims -> claims, "another secret that is long enough, too");
    String elsewhere = signed(claims -> claims.issuer("elsewhere"), RunningIngress.SECRET);
    String forOthers = signed(claims -> claims.audience("others"), RunningIngress.SECRET);
    String endless = signed(claims -> claims.expirationTime(null), RunningIngress.SECRET);
    String unsigned = new PlainJWT(claims().build()).serialize();
    for (String token :
        List.of(expired, forged, elsewhere, forOthers, endless, unsigned, "x.y.z")) {
      assertProblem(send(method, path, token), 401, "Authorization");
    }
    assertThat(send(method, path, expired).body().path("code").asString())
        .isEqualTo("token_expired");
    Answer missing = send(method, path, null);
    assertProblem(missing, 401, "Authorization");
    assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void tokensOfOneKindDoNotStandInForTheOther() {
    String chat = ApiClient.message("hello");
    assertProblem(api.postJson(CHAT, visitor.userToken(), chat), 403, "Authorization");
    assertProblem(api.get("/api/v1/auth/sessions", visitor.sessionToken()), 403, "Authorization");
    assertProblem(
        api.postJson("/api/v1/auth/session", visitor.sessionToken(), ""), 403, "Authorization");
  }

  @Test
  void whatIsNotYoursIsNotFound() {
    String session = "/api/v1/auth/session/" + visitor.sessionId();
    for (String token : List.of(stranger.userToken(), stranger.sessionToken())) {
      assertProblem(api.delete(session, token), 404, "session_id");
      assertProblem(
          api.form("PATCH", session + "/name", token, Map.of("name", "mine")), 404, "session_id");
    }
    assertProblem(api.delete("/api/v1/auth/session/%00", stranger.userToken()), 400, "");
    assertProblem(api.get("/api/v1/turns/not-a-uuid/scores", visitor.userToken()), 404, "turn_id");
    assertProblem(
        api.get("/api/v1/turns/0190b0a0-0000-7000-8000-000000000000/scores", visitor.userToken()),
        404,
        "turn_id");
  }

  @Test
  void aNameThatIsNone() {
    String path = "/api/v1/auth/session/" + visitor.sessionId() + "/name";
    for (Map<String, String> form :
        List.of(
            Map.of("name", ""),
            Map.of("name", " "),
            Map.of("name", "\u2003"),
            Map.of("name", "a\u0000b"),
            Map.<String, String>of())) {
      assertProblem(api.form("PATCH", path, visitor.sessionToken(), form), 422, "name");
    }
    assertProblem(
        api.form("PATCH", path, visitor.sessionToken(), Map.of("name", "x".repeat(101))),
        422,
        "name");
  }

  private static Answer send(String method, String path, @Nullable String token) {
    return method.equals("GET")
        ? api.get(path, token)
        : api.send(
            method,
            path,
            token,
            "application/json",
            BodyPublishers.ofString(ApiClient.message("x")));
  }

  private static void assertProblem(Answer answer, int status, String field) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("title").asString()).isNotEmpty();
    assertThat(answer.body().path("detail").asString()).isNotEmpty();
    assertThat(answer.field()).as(answer.raw().body()).isEqualTo(field);
  }

  private static long records() {
    List<TopicPartition> partitions =
        log.partitionsFor(Topics.CHAT_REQUESTS.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    return log.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Date past(int seconds) {
    return Date.from(Instant.now().minusSeconds(seconds));
  }

  /** The claims of the visitor's own session token. */
  private static JWTClaimsSet.Builder claims() throws ParseException {
    return new JWTClaimsSet.Builder(SignedJWT.parse(visitor.sessionToken()).getJWTClaimsSet());
  }

  private static String signed(UnaryOperator<JWTClaimsSet.Builder> change, String secret)
      throws ParseException, JOSEException {
    JWSHeader genuine = SignedJWT.parse(visitor.sessionToken()).getHeader();
    SignedJWT jwt = new SignedJWT(genuine, change.apply(claims()).build());
    jwt.sign(new MACSigner(secret));
    return jwt.serialize();
  }
}
