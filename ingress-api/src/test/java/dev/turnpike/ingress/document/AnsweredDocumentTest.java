package dev.turnpike.ingress.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.analytics.StubAnalytics;
import dev.turnpike.ingress.document.ApiDocument.Example;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import dev.turnpike.testing.TestPlatform;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service does what the document says: with its examples, and with every token. */
class AnsweredDocumentTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> TOKENS = Set.of("userToken", "sessionToken", "apiKey");

  private static StubAnalytics analytics;
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;
  private static ApiDocument document;

  @BeforeAll
  static void start() {
    analytics = StubAnalytics.start();
    ingress =
        RunningIngress.start(
            Map.of(
                "turnpike.ingress.analytics.url",
                analytics.url(),
                "turnpike.ingress.evaluation.enabled",
                "true"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              stage.remember();
              stage.answer("A road ", "that one pays for.");
            });
    api = ingress.client();
    document = ApiDocument.of(api);
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
    analytics.close();
  }

  static List<Operation> operations() {
    return document.operations();
  }

  /** What is accepted is answered with a documented status and a body that fits it. */
  @ParameterizedTest
  @MethodSource("operations")
  void everyExampleIsAccepted(Operation operation) {
    List<Example> examples = document.requests(operation);
    if (examples.isEmpty()) {
      assertAccepted(operation, send(operation, Party.of(api), token(operation), null));
    }
    for (Example example : examples) {
      assertAccepted(operation, send(operation, Party.of(api), token(operation), example));
    }
  }

  /** Each other kind of token gets 403, none or a bad one 401, and the error is as documented. */
  @ParameterizedTest
  @MethodSource("operations")
  void takesTheTokensThatItSaysAndNoOthers(Operation operation) {
    Party party = Party.of(api);
    Example example = document.requests(operation).stream().findFirst().orElse(null);
    assertRefused(operation, send(operation, party, _ -> "x.y.z", example), 401);
    if (operation.tokens().isEmpty()) {
      return;
    }
    assertRefused(operation, send(operation, party, _ -> null, example), 401);
    for (String kind : TOKENS) {
      if (!operation.tokens().contains(kind) && party.token(kind) != null) {
        assertRefused(operation, send(operation, party, each -> each.token(kind), example), 403);
      }
    }
  }

  /** Each kind that is documented is let in. */
  @ParameterizedTest
  @MethodSource("operations")
  void everyTokenThatItTakesIsGoodEnough(Operation operation) {
    for (String kind : operation.tokens()) {
      Party party = Party.of(api);
      if (party.token(kind) != null) {
        Example example = document.requests(operation).stream().findFirst().orElse(null);
        assertAccepted(operation, send(operation, party, each -> each.token(kind), example));
      }
    }
  }

  private interface TokenOf {
    @Nullable String of(Party party);
  }

  private static TokenOf token(Operation operation) {
    return party ->
        operation.tokens().stream()
            .map(party::token)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private static Answer send(
      Operation operation, Party party, TokenOf token, @Nullable Example example) {
    return api.send(
        operation.method(),
        party.fill(operation.path()) + operation.requiredQuery(),
        token.of(party),
        example == null ? null : example.type(),
        example == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body(example)));
  }

  private static String body(Example example) {
    if (example.type().equals("application/json")) {
      String text = JSON.writeValueAsString(example.value());
      return text.replace("ada@", UUID.randomUUID() + "@");
    }
    if (example.value().has("username")) {
      api.register(example.value().path("username").asString(), "Passw0rd!");
    }
    return example.value().properties().stream()
        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(JsonNode value) {
    return URLEncoder.encode(value.asString(), StandardCharsets.UTF_8);
  }

  private static void assertAccepted(Operation operation, Answer answer) {
    String told = operation + " " + answer.status() + " " + answer.raw().body();
    assertThat(operation.statuses()).as(told).contains(answer.status());
    assertThat(answer.status()).as(told).isLessThan(300);
    assertFits(operation, answer);
  }

  private static void assertRefused(Operation operation, Answer answer, int status) {
    assertThat(answer.status())
        .as(operation + " " + answer.raw().body())
        .isEqualTo(status)
        .isIn(operation.statuses());
    assertFits(operation, answer);
  }

  private static void assertFits(Operation operation, Answer answer) {
    String holder =
        document.resolved(operation.pointer() + "/responses/" + answer.status()) + "/content";
    JsonNode content = document.root().at(holder);
    String body = answer.raw().body();
    if (content.isMissingNode()) {
      assertThat(body).as(operation.toString()).isEmpty();
      return;
    }
    String type = answer.header("Content-Type").split(";", 2)[0];
    assertThat(new TreeSet<>(content.propertyNames())).as(operation.toString()).contains(type);
    if (type.contains("json")) {
      String schema = holder + "/" + ApiDocument.escaped(type) + "/schema";
      assertThat(document.complaints(schema, answer.body())).as(operation + " " + body).isEmpty();
    } else if (operation.path().startsWith("/api/") && type.equals("text/event-stream")) {
      frames(body).forEach(frame -> assertIsFrame(frame, body));
    }
  }

  private static Stream<JsonNode> frames(String events) {
    return events
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> JSON.readTree(line.substring(6)));
  }

  private static void assertIsFrame(JsonNode frame, String events) {
    assertThat(document.complaints("/components/schemas/StreamFrame", frame)).as(events).isEmpty();
  }
}
