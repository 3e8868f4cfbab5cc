package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfluentRegistryTest {

  private static final String LONG = "{\"schema\":\"\\\"long\\\"\"}";
  private static final String ID_7 = "{\"subject\":\"s\",\"version\":1,\"id\":7}";
  private static final String NO_SCHEMA = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
  private static final Schema SCHEMA = Schema.create(Schema.Type.LONG);

  private final StubRegistry stub = new StubRegistry();
  private final StubRegistry other = new StubRegistry();

  @AfterEach
  void close() {
    stub.close();
    other.close();
  }

  @Test
  void aSchemaIsAskedForOnce() {
    stub.then(200, LONG);
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
      assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
      assertThat(stub.received())
          .containsExactly(new StubRegistry.Received("GET", "/schemas/ids/7", "null", ""));
    }
  }

  @Test
  void manyWhoAskAtOnceShareOneRequest() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    stub.behind(gate).then(200, LONG);
    try (SchemaRegistry registry = connect(stub.url());
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Schema>> asked =
          IntStream.range(0, 50).mapToObj(_ -> callers.submit(() -> registry.schemaOf(7))).toList();
      await().until(() -> stub.received().size() == 1);
      gate.countDown();
      for (Future<Schema> answer : asked) {
        assertThat(answer.get()).isEqualTo(SCHEMA);
      }
      assertThat(stub.received()).hasSize(1);
    }
  }

  @Test
  void aFailureIsForgotten() {
    stub.then(404, NO_SCHEMA).then(200, LONG);
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(SchemaNotFoundException.class)
          .hasMessage("The schema registry at %s has no schemas/ids/7.", stub.url());
      assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
    }
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429", "408"})
  void aPassingFailureIsTriedAgain(int status) {
    stub.then(status, "{\"error_code\":50001,\"message\":\"\"}").then(200, LONG);
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
    }
  }

  @Test
  void theNextUrlAnswersAndIsPreferredFromThenOn() {
    stub.then(503, "");
    other.then(200, LONG);
    try (SchemaRegistry registry = connect(stub.url() + "," + other.url())) {
      registry.schemaOf(7);
      registry.schemaOf(8);
      assertThat(stub.received()).hasSize(1);
      assertThat(other.received()).hasSize(2);
    }
  }

  @Test
  void anOutageNamesEveryUrlAndItsFailure() {
    stub.then(503, "<html>");
    String nobody = "http://127.0.0.1:1";
    try (SchemaRegistry registry = connect(nobody + "," + stub.url())) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(nobody + " (ConnectException")
          .hasMessageContaining(stub.url() + " (HTTP 503 to /schemas/ids/7)");
    }
    assertThat(stub.received()).hasSize(4);
  }

  @Test
  void aRegistryThatHangsIsAnOutage() {
    CountDownLatch gate = new CountDownLatch(1);
    stub.behind(gate).then(200, LONG);
    Map<String, Object> properties = properties(stub.url());
    properties.put("http.read.timeout.ms", 50);
    try (SchemaRegistry registry = SchemaRegistry.connect(RegistrySettings.of(properties))) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("no answer within 50 ms");
    }
    gate.countDown();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "404|<html>Not found</html>|is no schema registry: check the URL's path",
        "404|{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}|is no schema registry",
        "200|<html>Welcome</html>|HTTP 200",
        "401|{\"error_code\":40101,\"message\":\"\"}|refuses the credentials (HTTP 401)",
        "403||refuses the credentials (HTTP 403)",
        "400|{\"error_code\":400,\"message\":\"odd\"}|refuses to give schemas/ids/7: odd (400)"
      },
      delimiter = '|')
  void whatIsNoAnswerOfARegistrySaysNothingAboutTheRecord(int status, String body, String message) {
    stub.then(status, body == null ? "" : body);
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void pathPrefixAndBasicAuthenticationAreSent() {
    stub.then(200, ID_7);
    Map<String, Object> properties = properties(stub.url() + "/apis/ccompat/v7/");
    properties.put("basic.auth.user.info", "me:se:cret");
    try (SchemaRegistry registry = SchemaRegistry.connect(RegistrySettings.of(properties))) {
      assertThat(registry.idOf("my subject", SCHEMA)).isEqualTo(7);
    }
    assertThat(stub.received())
        .containsExactly(
            new StubRegistry.Received(
                "POST",
                "/apis/ccompat/v7/subjects/my%20subject",
                "Basic bWU6c2U6Y3JldA==",
                "{\"schema\":\"\\\"long\\\"\"}"));
  }

  @Test
  void aBearerTokenIsSent() {
    stub.then(200, LONG);
    Map<String, Object> properties = properties(stub.url());
    properties.put("bearer.auth.token", "abc");
    try (SchemaRegistry registry = SchemaRegistry.connect(RegistrySettings.of(properties))) {
      registry.schemaOf(7);
    }
    assertThat(stub.received().getFirst().authorization()).isEqualTo("Bearer abc");
  }

  @Test
  void anUnknownSchemaIsRegisteredOnlyIfThatIsAllowed() {
    stub.then(404, NO_SCHEMA);
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThatThrownBy(() -> registry.idOf("s", SCHEMA))
          .isInstanceOf(SchemaNotFoundException.class);
    }
    other.then(404, NO_SCHEMA).then(200, "{\"id\":7}");
    RegistrySettings allowed = RegistrySettings.of(other.url()).withAutoRegister(true);
    try (SchemaRegistry registry = SchemaRegistry.connect(allowed)) {
      assertThat(registry.idOf("s", SCHEMA)).isEqualTo(7);
      assertThat(other.received().getLast().path()).isEqualTo("/subjects/s/versions");
    }
  }

  @Test
  void whatIsMissingAtStartIsSaidPerTopic() {
    stub.then(200, ID_7).then(404, "{\"error_code\":40401,\"message\":\"\"}");
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThat(registry.missing(List.of(Topics.CHAT_REQUESTS, Topics.CHAT_REPLIES)))
          .containsExactly(
              "Subject chat.replies-value at %s does not have this version of schema dev.turnpike.events.ReplyEvent: run ./turnpike provision, or set auto.register.schemas (SCHEMA_REGISTRY_AUTO_REGISTER) to true."
                  .formatted(stub.url()));
    }
  }

  @Test
  void referencesAreFetchedOnceEach() {
    String part = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Part\\\",\\\"fields\\\":[]}";
    String whole =
        "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Whole\\\",\\\"fields\\\":[{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"Part\\\"}]}";
    String reference = "{\"name\":\"Part\",\"subject\":\"part\",\"version\":2}";
    stub.then(
            200,
            "{\"schema\":\"%s\",\"references\":[%s,%s]}".formatted(whole, reference, reference))
        .then(200, "{\"schema\":\"%s\"}".formatted(part));
    try (SchemaRegistry registry = connect(stub.url())) {
      Schema schema = registry.schemaOf(7);
      assertThat(schema.getField("a").schema().getName()).isEqualTo("Part");
      assertThat(stub.received())
          .extracting(StubRegistry.Received::path)
          .containsExactly("/schemas/ids/7", "/subjects/part/versions/2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}|of type JSON, not Avro",
        "{\"schema\":\"{\"}|can't be parsed as Avro",
        "{\"schema\":\"\\\"Unknown\\\"\"}|can't be parsed as Avro"
      },
      delimiter = '|')
  void whatIsNoAvroSchemaIsRefused(String body, String message) {
    stub.then(200, body);
    try (SchemaRegistry registry = connect(stub.url())) {
      assertThatThrownBy(() -> registry.schemaOf(7))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void anInterruptedCallerLeavesTheOthersAlone() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    stub.behind(gate).then(200, LONG);
    try (SchemaRegistry registry = connect(stub.url());
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Schema> interrupted = callers.submit(() -> registry.schemaOf(7));
      await().until(() -> stub.received().size() == 1);
      Future<Schema> patient = callers.submit(() -> registry.schemaOf(7));
      interrupted.cancel(true);
      gate.countDown();
      assertThat(patient.get()).isEqualTo(SCHEMA);
    }
  }

  private static SchemaRegistry connect(String urls) {
    return SchemaRegistry.connect(RegistrySettings.of(properties(urls)));
  }

  private static Map<String, Object> properties(String urls) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("schema.registry.url", urls);
    properties.put("retries.wait.ms", "1");
    return properties;
  }
}
