package dev.turnpike.models;

import static dev.turnpike.models.ModelRingTest.request;
import static dev.turnpike.models.StandInProvider.refuses;
import static dev.turnpike.models.StandInProvider.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which models answer, and what is measured of them. */
class ModelsTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
               |       | one two three
          two  |       | two one three
          ''   | three | three one two
          two  | four two | two four one three
          one  | one   | one two three
          """)
  void theAskedModelComesFirstThenThePreferredOnesThenTheRing(
      String asked, String preferred, String expected) {
    try (var models = catalogue().models()) {
      var names = preferred == null ? List.<String>of() : Arrays.asList(preferred.split(" "));

      var ring = models.ring(asked, names);

      assertThat(ring.models()).extracting(Model::name).containsExactly(expected.split(" "));
      assertThat(ring.first()).isEqualTo(ring.models().getFirst());
    }
  }

  @Test
  void anUnknownModelIsRefusedWithTheKnownOnes() {
    try (var models = catalogue().models()) {
      assertThatThrownBy(() -> models.ring("five", List.of()))
          .isInstanceOf(UnknownModelException.class)
          .hasMessage("There is no model five; there are: four, one, three, two");
      assertThatThrownBy(() -> models.ring(null, List.of("six")))
          .isInstanceOf(UnknownModelException.class);
      assertThatThrownBy(() -> models.model("one:ttft=3"))
          .isInstanceOf(UnknownModelException.class);
    }
  }

  @Test
  void allModelsAreListed() {
    try (var models = catalogue().models()) {
      assertThat(models.all()).extracting(Model::name).contains("one", "two", "three", "four");
      assertThat(models.defaultModel().name()).isEqualTo("one");
      assertThat(models.only(" ").first()).isEqualTo(models.defaultModel());
    }
  }

  @Test
  void withoutACatalogueEveryNameIsPassedOn() throws Exception {
    try (var provider = new StandInProvider();
        var models = CatalogueSetup.at(provider.url()).models()) {
      var ring = models.ring("any/other:name", List.of());

      assertThat(ring.stream(_ -> request("Hi"), new HeardText()).name())
          .isEqualTo("any/other:name");
      assertThat(provider.calls("any/other:name")).isEqualTo(1);
      assertThat(models.all()).extracting(Model::name).containsExactly("one");
      assertThatThrownBy(() -> models.model("two\nlines"))
          .isInstanceOf(UnknownModelException.class);
    }
  }

  /** Otherwise one name that does not work would close the door to all. */
  @Test
  void eachNameThatIsPassedOnHasABreakerOfItsOwn() throws Exception {
    try (var provider = new StandInProvider();
        var models = CatalogueSetup.at(provider.url()).with("retry.tries", "9").models()) {
      provider.on("broken", status(500));
      assertThatThrownBy(() -> models.only("broken").ask(_ -> request("Hi")))
          .hasMessageContaining("left alone");

      assertThat(models.only("sound").ask(_ -> request("Hi")).text()).isEqualTo("hello");
      assertThat(models.only("one").ask(_ -> request("Hi")).text()).isEqualTo("hello");
    }
  }

  @Test
  void theSimulatedModelTakesItsKnobs() {
    var setup = catalogue().with("catalogue.sim.simulated", "true");
    setup.with("catalogue.tuned.simulated", "true").with("catalogue.tuned.model", "sim:gap=3");
    try (var models = setup.models()) {
      assertThat(models.model("sim:ttft=0,gap=1").simulated()).isTrue();
      assertThat(models.model("tuned:ttft=0").name()).isEqualTo("tuned:ttft=0");
    }
  }

  @Test
  void twoNamesOfOneModelAreTheSame() {
    var setup = catalogue().with("catalogue.first.model", "x").with("catalogue.second.model", "x");
    setup.with("catalogue.other.model", "x").with("catalogue.other.base-url", "http://other/v1");
    try (var models = setup.models()) {
      assertThat(models.areSame("first", "second")).isTrue();
      assertThat(models.areSame("first", "other")).isFalse();
      assertThat(models.areSame("first", "gone")).isFalse();
      assertThat(models.areSame("gone", "gone")).isTrue();
    }
  }

  @Test
  void callsAreMeasuredPerModel() throws Exception {
    try (var provider = new StandInProvider()) {
      var setup =
          CatalogueSetup.at(provider.url()).ring("one", "two").with("prices.two.input", "1");
      setup.with("prices.two.output", "1");
      provider.on("one", status(401));
      provider.on(
          "two",
          refuses(429, "0", "{}"),
          StandInProvider.ends("stop", "{\"prompt_tokens\":7,\"completion_tokens\":3}", "Hi"));
      try (var models = setup.models()) {
        var _ = models.ring(null, List.of()).stream(_ -> request("Hi"), new HeardText());
      }

      assertThat(count(setup, "turnpike.model.calls", "one", "outcome", "unauthorized"))
          .isEqualTo(1);
      assertThat(count(setup, "turnpike.model.calls", "two", "outcome", "rate_limited"))
          .isEqualTo(1);
      assertThat(count(setup, "turnpike.model.calls", "two", "outcome", "answered")).isEqualTo(1);
      assertThat(count(setup, "turnpike.model.tokens", "two", "kind", "input")).isEqualTo(7);
      assertThat(count(setup, "turnpike.model.tokens", "two", "kind", "output")).isEqualTo(3);
      assertThat(setup.meters().get("turnpike.model.cost").tag("model", "two").counter().count())
          .isEqualTo(10e-6);
      assertThat(calls(setup, "gen_ai.client.operation.time_to_first_chunk", "two")).isEqualTo(1);
      assertThat(calls(setup, "gen_ai.client.operation.duration", "two")).isEqualTo(2);
      assertThat(count(setup, "turnpike.model.fallbacks", "one")).isEqualTo(1);
      assertThat(count(setup, "turnpike.model.retries", "two")).isEqualTo(1);
    }
  }

  private static long calls(CatalogueSetup setup, String meter, String model) {
    return setup.meters().get(meter).tag("gen_ai.request.model", model).timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private static double count(CatalogueSetup setup, String meter, String model) {
    return setup.meters().get(meter).tag("model", model).counter().count();
  }

  private static double count(
      CatalogueSetup setup, String meter, String model, String key, String value) {
    return setup.meters().get(meter).tag("model", model).tag(key, value).counter().count();
  }

  private static CatalogueSetup catalogue() {
    return CatalogueSetup.at(NOWHERE)
        .ring("one", "two", "three")
        .with("catalogue.four.model", "a-fourth");
  }
}
