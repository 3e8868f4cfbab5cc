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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The process as an operator starts it, by environment variables alone, with one of them wrong. */
class StartTest {
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
            "TURNPIKE_TOKEN_SECRET", "short-secret", "TURNPIKE_TOKEN_SECRET has 12 bytes"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesToStartWithOneSentence(String variable, String value, String sentence) {
    TestPlatform platform = TestPlatform.shared();
    TestDatabase database = platform.newDatabase();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", platform.registryUrl());
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("DATABASE_USER", database.user());
    environment.put("DATABASE_PASSWORD", database.password());
    environment.put("TURNPIKE_TOKEN_SECRET", RunningIngress.SECRET);
    environment.put("SERVER_PORT", "0");
    environment.put("TURNPIKE_STARTUP_PATIENCE", "1s");
    environment.put(variable, value);

    try (ChildJvm child =
        ChildJvm.running(IngressApplication.class).environment(environment).start()) {
      assertThat(child.awaitExit(PATIENCE)).isNotZero();
      List<String> output = child.output();
      assertThat(output).filteredOn(line -> line.contains(sentence)).hasSize(1);
      assertThat(String.join("\n", output)).doesNotContain("\tat ", "wr0ng-secret", "short-secret");
    }
  }
}
