package dev.turnpike.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.operations.doctor.Finding.Level;
import dev.turnpike.testing.SecuredPlatform;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckUpTest {

  private static final String SECRET = "n4Wq9vXe7Rk2Tz8Lb5Ym1Hc6Jd3Fg0Ps";

  @TempDir private Path folder;
  private Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void rightOnes() {
    TestPlatform platform = TestPlatform.shared();
    TestDatabase database = platform.newDatabase();
    variables.put("TURNPIKE_ENVIRONMENT", "development");
    variables.put("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers());
    variables.put("SCHEMA_REGISTRY_URL", platform.registryUrl());
    variables.put("DATABASE_URL", database.jdbcUrl());
    variables.put("DATABASE_USER", database.user());
    variables.put("DATABASE_PASSWORD", database.password());
    variables.put("TURNPIKE_TOKEN_SECRET", SECRET);
    variables.put("OPENAI_BASE_URL", platform.modelBaseUrl());
    variables.put("OPENAI_API_KEY", "sk-very-secret");
    variables.put("DEFAULT_LLM_MODEL", "sim");
  }

  @Test
  void whatIsRightIsToldAsSuch() throws Exception {
    Report report = examined();

    assertThat(report.healthy()).as(text(report)).isTrue();
    assertThat(text(report))
        .contains(
            "GOOD ingress-api would start in development.",
            "GOOD turn-analytics would start in development.",
            "answers by PLAINTEXT; its controller is node 1.",
            "GOOD All 7 topics are there.",
            "GOOD They keep what they should, as long as they should.",
            "GOOD All 7 schemas are there, with their compatibility.",
            "GOOD PostgreSQL 17",
            "GOOD pgvector",
            "WARNING Schema agent lacks",
            "WARNING Switched off: fsync, full_page_writes, synchronous_commit.",
            "GOOD It has the model sim.")
        .doesNotContain(SECRET, "sk-very-secret", variables.get("DATABASE_PASSWORD"));
  }

  @Test
  void allWrongSettingsOfAllServicesAreTold() throws Exception {
    variables.put("TURNPIKE_TOKEN_SECRET", "short");
    variables.put("DEFAULT_LLM_MODEL", "");
    variables.put("SCHEMA_REGISTRY_URL", "registry:8081");
    variables.put("TURNPIKE_ANALYTICS_PARTITIONS", "many");
    variables.put("DATABASE_PASSWORD", "postgres");
    variables.put("TURNPIKE_ENVIRONMENT", "staging");

    Report report = examined();

    assertThat(report.healthy()).isFalse();
    assertThat(text(report))
        .contains(
            "PROBLEM SCHEMA_REGISTRY_URL is \"registry:8081\"",
            "PROBLEM ingress-api: TURNPIKE_TOKEN_SECRET",
            "PROBLEM agent-workers, memory-extractor, judge-workers: No model is named",
            "PROBLEM turn-analytics: turnpike.analytics.partitions can't be read",
            "DATABASE_PASSWORD is one that everybody tries first");
    assertThat(report.parts().getFirst().findings())
        .filteredOn(each -> each.sentence().contains("SCHEMA_REGISTRY_URL is"))
        .hasSize(1);
  }

  @Test
  void serversThatAreAwayOrEmptyOrSilentAreToldApart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("journal"), 0);
        ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      variables.put(
          "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers() + ",127.0.0.1:1,no.invalid:9");
      variables.put("SCHEMA_REGISTRY_URL", registry.url());
      variables.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/turnpike");
      variables.put("OPENAI_BASE_URL", "http://127.0.0.1:%d/v1".formatted(mute.getLocalPort()));

      assertThat(text(examined()))
          .contains(
              "PROBLEM 127.0.0.1:1 takes no connection (Connection refused)",
              "PROBLEM no.invalid:9 is an unknown host",
              "PROBLEM Topics are missing: chat.requests, chat.replies",
              "WARNING No service has read anything yet",
              "PROBLEM Subjects without this version's schema: chat.requests-value, ",
              "PROBLEM DATABASE_URL is \"jdbc:postgresql://127.0.0.1:1/turnpike\", but the database"
                  + " can't be reached",
              "can't be asked (no answer in time): start it, correct OPENAI_BASE_URL");
    }
  }

  @Test
  void securedServersAreAskedWithTheServicesOwnSettings() throws Exception {
    try (SecuredPlatform secured = new SecuredPlatform(folder)) {
      variables.putAll(secured.environment());
      String told = text(examined());
      assertThat(told)
          .contains(
              "answers by SASL_SSL",
              "GOOD It answers at https://127.0.0.1",
              "GOOD The connection has TLSv1.3, and the server's certificate was checked.")
          .doesNotContain(SecuredPlatform.PASSWORD);

      variables.putAll(SecuredPlatform.kafkaVariables(secured.sasl("PLAIN", "wrong")));
      variables.put("SCHEMA_REGISTRY_SSL_CA", "");
      assertThat(text(examined()))
          .contains("the broker refuses the credentials")
          .contains("an authority that is not trusted here: set SCHEMA_REGISTRY_SSL_CA");
    }
  }

  @Test
  void neighboursAreAsked() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/v1/models", 401, "{}");
    answer(
        server, "/.well-known/openid-configuration", 200, "{\"issuer\":\"https://other.example\"}");
    answer(server, "/api/public/projects", 401, "{}");
    answer(server, "/v1/traces", 404, "");
    answer(
        server,
        "/health",
        503,
        "{\"status\":\"DOWN\",\"components\":{\"kafka\":{\"status\":\"DOWN\"},\"ping\":{\"status\":\"UP\"}}}");
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      variables.put("OPENAI_BASE_URL", url + "/v1");
      variables.put("TURNPIKE_OIDC_ISSUER", url);
      variables.put("TURNPIKE_OIDC_AUDIENCE", "turnpike");
      variables.put("LANGFUSE_HOST", url);
      variables.put("LANGFUSE_PUBLIC_KEY", "pk");
      variables.put("LANGFUSE_SECRET_KEY", "sk-of-langfuse");
      variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", url);
      variables.put("TURN_ANALYTICS_URL", url);

      assertThat(text(examined()))
          .contains(
              "refuses the key (status 401): set OPENAI_API_KEY",
              "but what answers there calls itself \"https://other.example\"",
              "check LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY",
              "as no trace collector does: correct OTEL_EXPORTER_OTLP_ENDPOINT",
              "turn-analytics says of itself that it is not healthy (status 503): kafka is down.")
          .doesNotContain("sk-of-langfuse");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatTakesTooLongIsAProblemAndKeepsWhatWasFound() throws Exception {
    Examination slow =
        new Examination() {
          @Override
          public String part() {
            return "slow";
          }

          @Override
          public void examine(Consumer<Finding> findings) throws InterruptedException {
            findings.accept(Finding.good("It began."));
            Thread.currentThread().join();
          }
        };

    Report report = new Doctor(Duration.ofMillis(200)).examine(List.of(slow));

    assertThat(report.parts().getFirst().findings())
        .extracting(Finding::level)
        .containsExactly(Level.GOOD, Level.PROBLEM);
    assertThat(report.summary()).isEqualTo("1 problem.");
  }

  @Test
  void thisMachineIsLookedAtWhenNothingIsSet() throws Exception {
    Report report =
        new CheckUp(
                Set.of(), Map.of(), List.of(), folder.resolve("new"), false, Duration.ofSeconds(20))
            .run();

    assertThat(report.parts())
        .singleElement()
        .extracting(Report.Part::name)
        .isEqualTo("this machine");
    assertThat(text(report)).contains("Java 2", "Memory: ", "MB left for " + folder);
  }

  private Report examined() throws InterruptedException {
    return new CheckUp(
            EnumSet.allOf(ServiceName.class),
            variables,
            List.of(),
            null,
            false,
            Duration.ofSeconds(60))
        .run();
  }

  private static String text(Report report) {
    return report.parts().stream()
        .flatMap(part -> part.findings().stream())
        .map(each -> each.level() + " " + each.sentence())
        .collect(Collectors.joining("\n"));
  }

  private static void answer(HttpServer server, String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          } catch (IOException e) {
            // The doctor has heard enough.
          }
        });
  }
}
