package dev.turnpike.ingress.attack;

import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.attack.FuzzRequest.Payload;
import dev.turnpike.ingress.document.ApiDocument;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the n-th request of a seed; what it is depends on nothing else but the party's ids. */
final class RequestGenerator {
  private static final JsonMapper JSON = new JsonMapper();

  /** They would end the party, so its tokens are not sent there. */
  private static final Set<String> ENDING =
      Set.of("DELETE /api/v1/auth/user", "POST /api/v1/auth/logout");

  private static final String NOBODYS = "0190b0a0-0000-7000-8000-000000000000";

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO", "get");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "text/plain",
          "application/xml",
          "nonsense",
          "*/*",
          "application/json, text/html",
          "");
  private static final List<String> ODD_HEADERS =
      List.of(
          "Accept: text/html",
          "Accept: nonsense",
          "Accept: application/json;q=2",
          "Accept-Encoding: gzip",
          "Accept-Language: " + "x,".repeat(200),
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 10.0.0.1",
          "X-Forwarded-Host: evil.example",
          "X-Request-Id: " + "y".repeat(500),
          "Cookie: a=b; JSESSIONID=x",
          "Range: bytes=0-1",
          "If-None-Match: *",
          "If-Modified-Since: nonsense",
          "Expect: 100-continue",
          "Origin: https://evil.example",
          "traceparent: nonsense",
          "traceparent: 00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01",
          "Prefer: respond-async",
          "Prefer: ,;=,",
          "Last-Event-ID: nonsense",
          "X-OpenWebUI-Chat-Id: chat",
          "X-OpenWebUI-Chat-Id: " + "z".repeat(300),
          "X-OpenWebUI-Task: title_generation",
          "X-Odd: \u00e4\u00ff",
          "X-Long: " + "w".repeat(3_000));

  private final ApiDocument document;
  private final List<Operation> operations;
  private final Party party;
  private final long seed;

  RequestGenerator(ApiDocument document, Party party, long seed) {
    this.document = document;
    this.operations = document.operations();
    this.party = party;
    this.seed = seed;
  }

  FuzzRequest request(int number) {
    return new One(new Random(seed * 1_000_003 + number)).request();
  }

  private final class One {
    private final Random random;
    private final OddValues odd;
    private final SchemaValues values;
    private final Operation operation;

    One(Random random) {
      this.random = random;
      this.odd = new OddValues(random);
      this.values = new SchemaValues(document, random, odd);
      this.operation = operations.get(random.nextInt(operations.size()));
    }

    FuzzRequest request() {
      boolean ownMethod = random.nextInt(20) > 0;
      boolean ownPath = random.nextInt(12) > 0;
      String path = ownPath ? path() : oddPath();
      List<String> headers = new ArrayList<>(List.of("Host: localhost"));
      authorize(headers);
      Payload payload = payload(headers);
      while (random.nextInt(4) == 0) {
        headers.add(ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size())));
      }
      String method = ownMethod ? operation.method() : METHODS.get(random.nextInt(METHODS.size()));
      return new FuzzRequest(
          called(method), ownMethod && ownPath, method, path + query(), headers, payload);
    }

    /** What a method calls at this path: it may be another operation's by chance. */
    private Operation called(String method) {
      return operations.stream()
          .filter(each -> each.method().equals(method) && each.path().equals(operation.path()))
          .findFirst()
          .orElse(operation);
    }

    /** With the party's ids, but for what would delete them. */
    private String path() {
      return operation.method().equals("DELETE")
          ? operation.path().replaceAll("\\{[^}]*}", NOBODYS)
          : party.fill(operation.path());
    }

    private String oddPath() {
      String path =
          operation
              .path()
              .replaceAll("\\{[^}]*}", odd.escaped().replace("$", "").replace("\\", ""));
      return switch (random.nextInt(5)) {
        case 0 -> path + "/";
        case 1 -> path.toUpperCase(Locale.ROOT);
        case 2 ->
            path.replaceFirst("/", "/" + odd.escaped().replace("$", "").replace("\\", "") + "/");
        default -> path;
      };
    }

    private String query() {
      StringBuilder query = new StringBuilder();
      for (JsonNode parameter : operation.node().path("parameters")) {
        if (parameter.path("in").asString().equals("query") && random.nextInt(3) == 0) {
          String value =
              random.nextBoolean()
                  ? values.of(parameter.path("schema")).asString("")
                  : odd.escaped();
          query.append('&').append(parameter.path("name").asString()).append('=').append(value);
        }
      }
      if (random.nextInt(10) == 0) {
        query.append('&').append(odd.escaped()).append('=').append(odd.escaped());
      }
      return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private void authorize(List<String> headers) {
      if (ENDING.contains(operation.toString())) {
        headers.add("Authorization: Bearer " + odd.escaped());
        return;
      }
      List<String> good =
          operation.tokens().stream().filter(each -> party.token(each) != null).toList();
      if (!good.isEmpty() && random.nextInt(5) > 0) {
        headers.add("Authorization: Bearer " + party.token(good.get(random.nextInt(good.size()))));
        return;
      }
      List<String> all = new ArrayList<>(party.tokens().values());
      switch (random.nextInt(6)) {
        case 0 -> headers.add("Authorization: Bearer " + all.get(random.nextInt(all.size())));
        case 1 -> headers.add("Authorization: Bearer x.y.z");
        case 2 -> headers.add("Authorization: Basic YTpi");
        case 3 -> headers.add("Authorization: Bearer tp-" + "0".repeat(40));
        case 4 -> headers.add("Authorization: Bearer");
        default -> {}
      }
    }

    private Payload payload(List<String> headers) {
      List<String> types =
          new ArrayList<>(operation.node().path("requestBody").path("content").propertyNames());
      if (types.isEmpty()) {
        if (random.nextInt(15) == 0) {
          headers.add("Content-Type: " + TYPES.get(random.nextInt(TYPES.size())));
          return Payload.of(odd.body());
        }
        return Payload.none();
      }
      String type = types.get(random.nextInt(types.size()));
      boolean rightType = random.nextInt(12) > 0;
      headers.add("Content-Type: " + (rightType ? type : TYPES.get(random.nextInt(TYPES.size()))));
      if (random.nextInt(8) == 0) {
        return Payload.of(odd.body());
      }
      JsonNode schema =
          operation.node().path("requestBody").path("content").path(type).path("schema");
      JsonNode value = values.of(schema);
      for (int i = random.nextInt(8) - 1; i > 0 && value.isContainer(); i -= 2) {
        value = values.broken(value);
      }
      return type.equals("application/json") ? json(value) : form(value);
    }

    private Payload json(JsonNode value) {
      byte[] bytes = written(value);
      switch (random.nextInt(20)) {
        case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        case 1 -> bytes = twice(bytes);
        default -> {}
      }
      return Payload.of(bytes);
    }

    private byte[] written(JsonNode value) {
      try {
        return JSON.writeValueAsBytes(value);
      } catch (JacksonException e) { // Half a pair of surrogates, in bytes.
        return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(value);
      }
    }

    /** Every field twice. */
    private byte[] twice(byte[] object) {
      String text = new String(object, StandardCharsets.UTF_8);
      return text.startsWith("{") && text.length() > 2
          ? (text.substring(0, text.length() - 1) + "," + text.substring(1))
              .getBytes(StandardCharsets.UTF_8)
          : object;
    }

    private Payload form(JsonNode value) {
      return Payload.of(
          value.properties().stream()
              .map(Map.Entry::getKey)
              .map(
                  name ->
                      name.replaceAll("[^a-z_]", "x")
                          + "="
                          + (random.nextInt(4) == 0
                              ? odd.escaped()
                              : value.path(name).asString("").replaceAll("[^A-Za-z0-9.-]", "%21")))
              .collect(Collectors.joining("&")));
    }
  }
}
