package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users against the simulated model, and against a stand-in for Turnpike. */
class LoadTest {
  private static final String MODEL = "sim:ttft=20,gap=2,tokens=40,text=lorem,seed=";
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final List<String> TOKENS =
      List.of("Hello", ",\r\n", "\u2028\uD83D\uDE80", "data: x");
  private static final Reference ANSWER = Reference.of("sim", TOKENS);

  @Test
  void everyTextOfTheModelIsWhole() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant())) {
      ModelTarget target = new ModelTarget(URI.create(model.baseUrl()));
      List<Reference> references = references(target);

      Block block =
          new Load(references, Duration.ofMillis(50), SILENCE)
              .run(target.lanes(5), Duration.ofMillis(300));

      assertThat(block.all()).allSatisfy(turn -> assertThat(turn.failure()).isNull());
      assertThat(block.all()).allSatisfy(turn -> assertThat(turn.tokens()).isEqualTo(40));
      assertThat(block.measured()).hasSize(block.all().size() - 5).isNotEmpty();
      assertThat(block.measured()).allSatisfy(LoadTest::keepsThePace);
    }
  }

  @Test
  void theReferenceIsWhatTheModelIsKnownToSay() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant())) {
      ModelTarget target = new ModelTarget(URI.create(model.baseUrl()));

      for (Reference reference : references(target)) {
        assertThat(reference.text()).isEqualTo(SimulatedModel.loremText(reference.model()));
        assertThat(reference.tokens()).isEqualTo(40);
      }
    }
  }

  @Test
  void readsTheNativeStreamAndKeepsItsConnection() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ofMillis(1))) {
      Block block = run(turnpike);

      assertThat(block.users()).isEqualTo(2);
      assertThat(block.all()).allSatisfy(turn -> assertThat(turn.failure()).isNull());
      assertThat(block.all()).allSatisfy(turn -> assertThat(turn.bytes()).isGreaterThan(100));
    }
  }

  @Test
  void tokensThatComeTogetherArriveTogether() throws Exception {
    List<String> grouped = List.of(String.join("", TOKENS.subList(0, 3)), TOKENS.getLast());
    try (FakeTurnpike turnpike = FakeTurnpike.answering(grouped, Duration.ofMillis(5))) {
      List<Turn> turns = run(turnpike).all();

      assertThat(turns).allMatch(Turn::succeeded);
      assertThat(turns).allMatch(turn -> turn.arrivedNanos(0) == turn.arrivedNanos(2));
      // Not in every turn: a busy machine may read both pieces at once.
      assertThat(turns).anyMatch(turn -> turn.arrivedNanos(3) > turn.arrivedNanos(2));
    }
  }

  @Test
  void aWrongTextIsAFailure() throws Exception {
    List<String> wrong = List.of("Hello", ",\n", "\u2028\uD83D\uDE80", "data: x");
    try (FakeTurnpike turnpike = FakeTurnpike.answering(wrong, Duration.ZERO)) {
      assertThat(failures(run(turnpike))).containsOnly("wrong text");
    }
  }

  @Test
  void aStreamThatEndsWithoutSayingSoIsAFailure() throws Exception {
    List<String> frames =
        TOKENS.stream().map(t -> FakeTurnpike.frame(Map.of("content", t, "done", false))).toList();
    try (FakeTurnpike turnpike = FakeTurnpike.sending(frames, Duration.ZERO)) {
      assertThat(failures(run(turnpike))).containsOnly("the stream ended without saying so");
    }
  }

  @Test
  void aTurnThatFailedSaysWhy() throws Exception {
    Map<String, ?> end =
        Map.of("done", true, "type", "failed", "error", Map.of("code", "model_timeout"));
    try (FakeTurnpike turnpike =
        FakeTurnpike.sending(List.of(FakeTurnpike.frame(end)), Duration.ZERO)) {
      assertThat(failures(run(turnpike))).containsOnly("failed: model_timeout");
    }
  }

  @Test
  void aRefusalIsAFailureWithItsStatus() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.answersWith(429);

      assertThat(failures(run(turnpike))).containsOnly("HTTP 429");
    }
  }

  @Test
  void silenceIsAFailure() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ofSeconds(30))) {
      Load load = new Load(List.of(ANSWER), Duration.ZERO, Duration.ofMillis(200));

      Block block = load.run(new TurnpikeTarget(turnpike.url(), 1).lanes(1), Duration.ofMillis(1));

      assertThat(failures(block)).allMatch(reason -> reason.startsWith("silence"));
    }
  }

  private static Block run(FakeTurnpike turnpike) throws IOException, InterruptedException {
    TurnpikeTarget target = new TurnpikeTarget(turnpike.url(), 1);
    return new Load(List.of(ANSWER), Duration.ZERO, SILENCE)
        .run(target.lanes(2), Duration.ofMillis(50));
  }

  private static List<Reference> references(ModelTarget target) throws IOException {
    ReferenceReader reader = new ReferenceReader(target, SILENCE);
    return List.of(reader.read(MODEL + 1), reader.read(MODEL + 2), reader.read(MODEL + 3));
  }

  private static List<String> failures(Block block) {
    return block.all().stream().flatMap(turn -> Stream.ofNullable(turn.failure())).toList();
  }

  /** Whatever the noise, the model is never early by more than its clock's step. */
  private static void keepsThePace(Turn turn) {
    long[] times = IntStream.range(0, turn.tokens()).mapToLong(turn::arrivedNanos).toArray();
    assertThat(times[0] - turn.startedNanos()).isGreaterThan(Duration.ofMillis(18).toNanos());
    assertThat(times[39] - turn.startedNanos()).isGreaterThan(Duration.ofMillis(95).toNanos());
    assertThat(times).isSorted();
    assertThat(turn.endedNanos()).isGreaterThanOrEqualTo(times[39]);
    assertThat(turn.finishedNanos()).isGreaterThanOrEqualTo(turn.endedNanos());
  }
}
