package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which settings a service has where. The files are {@code sample-service*.yml} of the tests. */
class DeploymentTest {
  @ParameterizedTest
  @CsvSource({
    ", production",
    "'', production",
    "production, production",
    "staging, staging",
    "development, development",
    "test, test",
  })
  void choosesTheProfile(@Nullable String name, String profile) {
    Map<String, String> variables = new HashMap<>();
    if (name != null) {
      variables.put("TURNPIKE_ENVIRONMENT", name);
    }
    ConfigurableEnvironment environment = environment(variables);
    assertThat(environment.getActiveProfiles()).containsExactly(profile);
    assertThat(environment.getProperty("sample.of-the-profile")).isEqualTo("of " + profile);
  }

  @Test
  void theEnvironmentWinsOverTheProfileAndTheProfileOverTheDefault() {
    ConfigurableEnvironment bare = environment(Map.of());
    assertThat(bare.getProperty("sample.everywhere")).isEqualTo("default");
    assertThat(bare.getProperty("sample.in-development")).isEqualTo("default");

    ConfigurableEnvironment development =
        environment(Map.of("TURNPIKE_ENVIRONMENT", "development"));
    assertThat(development.getProperty("sample.everywhere")).isEqualTo("default");
    assertThat(development.getProperty("sample.in-development")).isEqualTo("profile");

    ConfigurableEnvironment told =
        environment(
            Map.of(
                "TURNPIKE_ENVIRONMENT", "development",
                "SAMPLE_INDEVELOPMENT", "variable",
                "LOGGING_PATTERN_CONSOLE", "%m"));
    assertThat(told.getProperty("sample.in-development")).isEqualTo("variable");
    assertThat(told.getProperty("logging.pattern.console")).isEqualTo("%m");
  }

  @Test
  void logsJsonWhereOthersRelyOnIt() {
    String format = "logging.structured.format.console";
    for (String name : new String[] {"staging", "production"}) {
      assertThat(environment(Map.of("TURNPIKE_ENVIRONMENT", name)).getProperty(format))
          .isEqualTo("ecs");
    }
    for (String name : new String[] {"development", "test"}) {
      assertThat(environment(Map.of("TURNPIKE_ENVIRONMENT", name)).getProperty(format)).isNull();
    }
  }

  @Test
  void anUnknownNameIsRefusedWithEverythingElseThatIsWrong() {
    assertThatThrownBy(() -> run(Checked.class, Map.of("TURNPIKE_ENVIRONMENT", "prod")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(
            "TURNPIKE_ENVIRONMENT is \"prod\": write one of development, test, staging, production.")
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is not set")
        .hasMessageContaining("SCHEMA_REGISTRY_URL is not set")
        .hasMessageContaining("DATABASE_URL is not set")
        .hasMessageStartingWith("4 settings are missing or wrong:\n- ");
  }

  @Test
  void aValueOfAnotherKindIsNamed() {
    assertThatThrownBy(
            () ->
                run(
                    Checked.class,
                    Map.of("TURNPIKE_STARTUP_PATIENCE", "soon", "DATABASE_PASSWORD", "s3cr3t")))
        .hasMessageContaining("turnpike.startup.patience can't be read as Duration")
        .message()
        .doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATABASE_PASSWORD            | postgres | DATABASE_PASSWORD is one that everybody tries first  | true
          DEBUG                        | true     | debug is on, which logs what people say              | false
          TRACE                        | ''       | trace is on                                          | false
          LOGGING_LEVEL_ROOT           | debug    | logging.level.root is debug                          | false
          LOGGING_LEVEL_DEV_TURNPIKE   | TRACE    | logging.level.dev.turnpike is TRACE                  | false
          TURNPIKE_SIMULATED_MODEL     | true     | TURNPIKE_SIMULATED_MODEL is true                     | false
          """)
  void refusesInProductionWhatIsForDevelopersOnly(
      String variable, String value, String sentence, boolean inStagingToo) {
    assertThat(refusal(variable, value, "production")).contains(sentence);
    assertThat(refusal(variable, value, "staging").contains(sentence)).isEqualTo(inStagingToo);
    assertThat(refusal(variable, value, "development")).doesNotContain(sentence);
    assertThat(refusal(variable, value, "test")).doesNotContain(sentence);
  }

  private static String refusal(String variable, String value, String deployment) {
    try {
      run(Checked.class, Map.of(variable, value, "TURNPIKE_ENVIRONMENT", deployment)).close();
      return "";
    } catch (StartRefused e) {
      return e.sentence();
    }
  }

  private static ConfigurableEnvironment environment(Map<String, String> variables) {
    try (ConfigurableApplicationContext context = run(Bare.class, variables)) {
      return context.getEnvironment();
    }
  }

  /** With these environment variables and no system properties. */
  private static ConfigurableApplicationContext run(Class<?> root, Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().remove("systemProperties");
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
    return Platform.application(root, "sample-service")
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .environment(environment)
        .run();
  }

  @SpringBootConfiguration
  static class Bare {}

  @SpringBootConfiguration
  @Import(PlatformConfiguration.class)
  static class Checked {}
}
