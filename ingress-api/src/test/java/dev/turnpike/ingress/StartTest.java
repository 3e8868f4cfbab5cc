package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.testing.ChildJvm;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process as an operator starts it, by environment variables alone, with one of them wrong. */
class StartTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Stream<Arguments> mistakes() {
    TestPlatform platform = TestPlatform.shared();
    TestDatabase database = platform.newDatabase();
    return Stream.of(
        Arguments.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "127.0.0.1:1",
            "KAFKA_BOOTSTRAP_SERVERS is \"127.0.0.1:1\", but no broker answers there"),
        Arguments.of(
            "DATABASE_URL",
            database.jdbcUrl().replaceAll("/[^/]*$", "/nowhere"),
            "but the server has no such database"),
        Arguments.of("DATABASE_PASSWORD", "wr0ng-secret", "but the server refuses the user"),
        Arguments.of(
            "TURNPIKE_TOKEN_SECRET",
            "short-secret",
            "TURNPIKE_TOKEN_SECRET has a secret of 12 bytes"));
  }

  @Test
  void refusesEverythingThatIsMissingOrWrongInOneMessage() {
    Map<String, String> environment =
        Map.of(
            "TURNPIKE_TOKEN_SECRET", "change-me-change-me-change-me-0123456789",
            "TURNPIKE_CORS_ORIGINS", "*",
            "LOGGING_LEVEL_ROOT", "debug");
    try (ChildJvm child =
        ChildJvm.running(IngressApplication.class).environment(environment).start()) {
      assertThat(child.awaitExit(PATIENCE)).isNotZero();
      assertThat(String.join("\n", child.output()))
          .contains(
              "6 settings are missing or wrong:",
              "KAFKA_BOOTSTRAP_SERVERS is not set",
              "SCHEMA_REGISTRY_URL is not set",
              "DATABASE_URL is not set",
              "TURNPIKE_TOKEN_SECRET has the word",
              "TURNPIKE_CORS_ORIGINS is *",
              "logging.level.root is debug")
          .doesNotContain("change-me-");
    }
  }

  @Test
  void logsJsonInProductionWithTheRequestOnItsLines() throws Exception {
    TestPlatform platform = TestPlatform.shared();
    Map<String, String> environment = working(platform, platform.newDatabase());
    environment.remove("TURNPIKE_ENVIRONMENT");
    environment.put(
        "TURNPIKE_TOKEN_SECRET",
        "5f1d7c0a94be3826f0c1a7d95e2b8463d7f09a1c6b3e58247df1c0a94be38266");
    try (ChildJvm child =
        ChildJvm.running(IngressApplication.class)
            .withoutTests()
            .environment(environment)
            .start()) {
      String started = child.awaitLine(line -> line.contains("Started IngressApp"), PATIENCE);
      assertThat(JSON.readTree(started).at("/service/environment").asString())
          .isEqualTo("production");
      String port =
          child
              .awaitLine(line -> line.contains("Jetty started on port"), PATIENCE)
              .replaceAll(".*Jetty started on port (\\d+).*", "$1");
      ApiClient client = new ApiClient("http://127.0.0.1:" + port);
      client.visitor();

      String answered = child.awaitLine(line -> line.contains("auth/session"), PATIENCE);
      JsonNode line = JSON.readTree(answered);
      assertThat(line.path("message").asString()).isEqualTo("Answered");
      assertThat(line.at("/service/name").asString()).isEqualTo("ingress-api");
      assertThat(line.path("request_id").asString()).hasSize(36);
      assertThat(line.path("user_id").asString()).isNotEmpty();
      assertThat(line.path("status").asString()).isEqualTo("200");
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesToStartWithOneSentence(String variable, String value, String sentence) {
    TestPlatform platform = TestPlatform.shared();
    TestDatabase database = platform.newDatabase();
    Map<String, String> environment = working(platform, database);
    environment.put(variable, value);

    try (ChildJvm child =
        ChildJvm.running(IngressApplication.class).environment(environment).start()) {
      assertThat(child.awaitExit(PATIENCE)).isNotZero();
      List<String> output = child.output();
      assertThat(output).filteredOn(line -> line.contains(sentence)).hasSize(1);
      assertThat(String.join("\n", output)).doesNotContain("\tat ", "wr0ng-secret", "short-secret");
    }
  }

  private static Map<String, String> working(TestPlatform platform, TestDatabase database) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", platform.registryUrl());
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("DATABASE_USER", database.user());
    environment.put("DATABASE_PASSWORD", database.password());
    environment.put("TURNPIKE_TOKEN_SECRET", RunningIngress.SECRET);
    environment.put("SERVER_PORT", "0");
    environment.put("TURNPIKE_STARTUP_PATIENCE", "1s");
    environment.put("TURNPIKE_ENVIRONMENT", "test");
    return environment;
  }
}
