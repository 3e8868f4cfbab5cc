package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A client that runs its tool itself, against the simulated model. */
class ToolLaneTest {
  private static final String MODEL = "sim:ttft=30,gap=1,tokens=50";

  /** Ends before the fractions of a second, which have as many digits as they like. */
  private static final String SHORT = "sim:ttft=30,gap=1,tokens=20";

  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Prompt QUESTION = Prompt.of("What time is it in Paris?");

  @Test
  void aTurnIsTwoCallsOfTheModelWithTheToolsResultBetween() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant())) {
      Reference answer = new ReferenceReader(lane(model, QUESTION), SILENCE).read(MODEL);

      assertThat(answer.text())
          .contains(
              "I asked the tool current_time", "Friday, 2 January 2026, 04:04:05 in Europe/Paris");
      assertThat(answer.tokens()).isEqualTo(50);
    }
  }

  @Test
  void bothCallsCountInItsTimesAndItsBytes() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant())) {
      URI base = URI.create(model.baseUrl());
      ToolTarget target = new ToolTarget(base, QUESTION);
      Reference answer = new ReferenceReader(target.lanes(1).getFirst(), SILENCE).read(SHORT);
      Load load = new Load(List.of(answer), Duration.ZERO, SILENCE);

      Block block = load.run(target.lanes(2), Duration.ofMillis(1));
      Block plain = plain(base);

      assertThat(failures(block)).isEmpty();
      assertThat(failures(plain)).isEmpty();
      // Twice the model's time to the first token, never early by more than its clock's step.
      assertThat(block.all())
          .allSatisfy(
              turn ->
                  assertThat(turn.arrivedNanos(0) - turn.startedNanos())
                      .isGreaterThan(Duration.ofMillis(56).toNanos()));
      // The head and the frames of the first response are there as well.
      assertThat(block.all().getLast().bytes()).isGreaterThan(plain.all().getLast().bytes() + 300);
    }
  }

  @Test
  void aModelThatCallsNoToolIsAFailure() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant())) {
      Load load = new Load(List.of(Reference.of(MODEL, List.of("x"))), Duration.ZERO, SILENCE);

      Block block =
          load.run(List.of(lane(model, Prompt.of("Please go on."))), Duration.ofMillis(1));

      assertThat(failures(block)).containsOnly("the model called no tool");
    }
  }

  @Test
  void otherDigitsAreTheSameTextWhereTheTimeIsToldAndNowhereElse() {
    List<String> tokens = List.of("It is ", "12:34", ".");

    assertThat(Reference.withAnyDigits("sim", tokens).matches("It is 05:06.")).isTrue();
    assertThat(Reference.withAnyDigits("sim", tokens).matches("It was 05:06.")).isFalse();
    assertThat(Reference.of("sim", tokens).matches("It is 05:06.")).isFalse();
    assertThat(Reference.of("sim", tokens).matches("It is 12:34.")).isTrue();
  }

  /** The same question where the model answers with the words of a tool's result at once. */
  private static Block plain(URI base) throws Exception {
    String name = SHORT + ",text=lorem,seed=1";
    ModelTarget target = new ModelTarget(base, QUESTION);
    Reference answer = new ReferenceReader(target, SILENCE).read(name);
    return new Load(List.of(answer), Duration.ZERO, SILENCE)
        .run(target.lanes(2), Duration.ofMillis(1));
  }

  private static Lane lane(SimulatedModel model, Prompt question) {
    URI base = URI.create(model.baseUrl());
    return new ToolLane(
        new ModelTarget(base),
        ModelTarget.completions(base),
        question,
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }

  private static List<String> failures(Block block) {
    return block.all().stream().flatMap(turn -> Stream.ofNullable(turn.failure())).toList();
  }
}
