package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.turnpike.models.ModelProperties.OutputLimit;
import dev.turnpike.models.ModelProperties.Price;
import dev.turnpike.models.Tokenizer.Vocabulary;
import dev.turnpike.platform.StartRefused;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;

class ModelPropertiesTest {

  private static final URI PROVIDER = URI.create("https://models.example/v1");
  private static final URI ELSEWHERE = URI.create("http://gpu:8000/v1");

  @Test
  void defaults() {
    var properties = CatalogueSetup.at(PROVIDER).properties();

    assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(properties.catalogue()).isEmpty();
    assertThat(properties.ring()).isEmpty();
    assertThat(properties.retry())
        .isEqualTo(new RetryProperties(3, Duration.ofMillis(200), Duration.ofSeconds(10)));
    assertThat(properties.breaker())
        .isEqualTo(new BreakerProperties(50, 5, Duration.ofSeconds(30), Duration.ofSeconds(10), 3));
    assertThat(settings(CatalogueSetup.at(PROVIDER), "one"))
        .isEqualTo(
            new ModelSettings(
                "one",
                "one",
                PROVIDER,
                "",
                false,
                32_768,
                null,
                Tokenizer.of(Vocabulary.O200K_BASE),
                null,
                null,
                OutputLimit.MAX_TOKENS,
                true,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                4_000,
                Duration.ofSeconds(5)));
  }

  @Test
  void anEntrySaysEverythingForItself() {
    var setup = CatalogueSetup.at(PROVIDER).with("default-model", "fast").with("api-key", "common");
    setup.with("catalogue.fast.base-url", ELSEWHERE.toString());
    setup.with("catalogue.fast.api-key", "own");
    setup.with("catalogue.fast.model", "vendor/fast");
    setup.with("catalogue.fast.simulated", "true");
    setup.with("catalogue.fast.context-tokens", "8192");
    setup.with("catalogue.fast.max-output-tokens", "512");
    setup.with("catalogue.fast.tokenizer", "cl100k_base");
    setup.with("catalogue.fast.price.input", "0.15").with("catalogue.fast.price.output", "0.6");
    setup.with("catalogue.fast.reasoning-effort", "low");
    setup.with("catalogue.fast.output-limit", "max-completion-tokens");
    setup.with("catalogue.fast.think-tags", "false");
    setup.with("catalogue.fast.first-token-timeout", "2m");
    setup.with("catalogue.fast.silence-timeout", "7s");
    setup.with("catalogue.fast.max-concurrent", "4").with("catalogue.fast.busy-wait", "0");

    assertThat(settings(setup, "fast"))
        .isEqualTo(
            new ModelSettings(
                "fast",
                "vendor/fast",
                ELSEWHERE,
                "own",
                true,
                8_192,
                512,
                Tokenizer.of(Vocabulary.CL100K_BASE),
                new Price(0.15, null, 0.6),
                "low",
                OutputLimit.MAX_COMPLETION_TOKENS,
                false,
                Duration.ofMinutes(2),
                Duration.ofSeconds(7),
                4,
                Duration.ZERO));
  }

  @Test
  void anEntryInheritsWhatItDoesNotSay() {
    var setup =
        CatalogueSetup.at(PROVIDER)
            .with("api-key", "common")
            .with("simulated", "true")
            .with("context-tokens", "9000")
            .with("reasoning-effort", "high")
            .with("prices.[vendor/one].input", "1")
            .with("prices.[vendor/one].output", "2")
            .with("catalogue.one.model", "vendor/one")
            .with("catalogue.[far.away].base-url", ELSEWHERE.toString());

    var one = settings(setup, "one");
    assertThat(one.apiKey()).isEqualTo("common");
    assertThat(one.simulated()).isTrue();
    assertThat(one.contextTokens()).isEqualTo(9_000);
    assertThat(one.reasoningEffort()).isEqualTo("high");
    assertThat(one.price()).isEqualTo(new Price(1.0, null, 2.0));
    var far = settings(setup, "far.away");
    assertThat(far.apiKey()).isEmpty();
    assertThat(far.simulated()).isFalse();
    assertThat(far.providerModel()).isEqualTo("far.away");
  }

  @Test
  void aQuarterOfTheContextIsKeptForTheAnswerUnlessItIsSaid() {
    var setup = CatalogueSetup.at(PROVIDER);

    assertThat(settings(setup, "one").model().maxOutputTokens()).isEqualTo(4_096);
    assertThat(settings(setup.with("context-tokens", "4096"), "one").model().maxOutputTokens())
        .isEqualTo(1_024);
    assertThat(settings(setup.with("max-output-tokens", "300"), "one").model().maxOutputTokens())
        .isEqualTo(300);
  }

  @Test
  void theRingsFirstIsTheDefaultWhereNoneIsNamed() {
    var setup = CatalogueSetup.at(PROVIDER).ring("b", "a").with("default-model", "");

    assertThat(Catalogue.of(setup.properties()).defaultModel()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          base-url               | models.example | write an address such as http://localhost:11434/v1
          base-url               | ftp://a/v1     | write an address such as http://localhost:11434/v1
          default-model          | ' '            | No model is named: set DEFAULT_LLM_MODEL
          default-model          | three          | default-model names three, which is not in the catalogue; there are: one, two
          ring                   | one,four       | ring names four, which is not in the catalogue; there are: one, two
          ring                   | one,one        | ring is [one, one]: write each model once
          retry.tries            | 0              | retry.tries is 0: write 1 for no retry, or more
          retry.first-pause      | 0              | retry.first-pause is 0 ms: write at least 1ms
          retry.longest-pause    | 50ms           | retry.longest-pause is 50 ms: write at least 200ms
          breaker.failure-rate   | 101            | breaker.failure-rate is 101: write a number from 1 to 100
          breaker.minimum-calls  | 0              | breaker.minimum-calls is 0: write a number from 1 to 10,000
          breaker.trials         | 0              | breaker.trials is 0: write a number from 1 to 10,000
          breaker.window         | 500ms          | breaker.window is 500 ms: write at least 1000ms
          breaker.pause          | -1s            | breaker.pause is -1000 ms: write at least 1ms
          connect-timeout        | 0              | connect-timeout is 0 ms: write at least 1ms
          prices.one.input       | 1              | A price has only one of input and output: write both
          catalogue.one.price.input  | -1         | A price has only one of input and output: write both
          catalogue.one.context-tokens | 10       | one.context-tokens is 10: write a number from 256 to 100,000,000
          catalogue.one.max-output-tokens | 32768 | one.max-output-tokens is 32,768: write a number from 1 to 32,767
          catalogue.one.max-concurrent | 0        | one.max-concurrent is 0: write a number from 1 to 1,000,000
          catalogue.one.busy-wait | -1s           | one.busy-wait is -1000 ms: write at least 0ms
          catalogue.one.first-token-timeout | 0   | one.first-token-timeout is 0 ms: write at least 1ms
          catalogue.one.silence-timeout | 0       | one.silence-timeout is 0 ms: write at least 1ms
          catalogue.one.base-url | one            | one.base-url is one; write an address
          catalogue.[a b].model  | x              | has a model named 'a b': write letters, digits and . _ : / @ + - only
          """)
  void whatIsImpossibleStopsTheStart(String property, String value, String sentence) {
    var setup = CatalogueSetup.at(PROVIDER).with("catalogue.one.model", "1");
    setup.with("catalogue.two.model", "2").with(property, value);

    var thrown = catchThrowable(() -> setup.models().close());

    assertThat(NestedExceptionUtils.getMostSpecificCause(thrown))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "defalt-model=x, turnpike.models.defalt-model",
    "catalogue.one.contxt-tokens=9, turnpike.models.catalogue.one.contxt-tokens",
    "tokenizer=gpt2, gpt2"
  })
  void whatIsUnknownStopsTheStart(String property, String named) {
    new ApplicationContextRunner()
        .withUserConfiguration(Meters.class, ModelConfiguration.class)
        .withPropertyValues(
            "turnpike.models.base-url=" + PROVIDER,
            "turnpike.models.default-model=one",
            "turnpike.models." + property)
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(named));
  }

  @Test
  void keysAreNotShown() {
    var setup = CatalogueSetup.at(PROVIDER).with("api-key", "secret-1");
    setup.with("catalogue.one.api-key", "secret-2");

    assertThat(setup.properties().toString() + setup.properties().catalogue())
        .doesNotContain("secret");
    assertThat(settings(setup, "one").toString()).doesNotContain("secret");
  }

  private static ModelSettings settings(CatalogueSetup setup, String name) {
    var settings = Catalogue.of(setup.properties()).entries().get(name);
    assertThat(settings).isNotNull();
    return settings;
  }

  /** What services have anyway. */
  static class Meters {
    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }
}
