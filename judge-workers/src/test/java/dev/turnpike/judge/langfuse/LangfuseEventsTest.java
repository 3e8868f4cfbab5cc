package dev.turnpike.judge.langfuse;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Usage;
import dev.turnpike.telemetry.TraceParent;
import dev.turnpike.testing.Turns;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LangfuseEventsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CompletedTurn turn =
      Turns.builder("ada", user("What is marked-5c1e?"))
          .setAnswer("A marked-5c1e is a mark.")
          .setUsage(
              Usage.newBuilder()
                  .setInputTokens(100)
                  .setCachedInputTokens(40)
                  .setOutputTokens(30)
                  .setReasoningTokens(10)
                  .setCostNanoUsd(2_500L)
                  .build())
          .build();

  @Test
  void aTurnIsATraceWithAGeneration() {
    var events = new LangfuseEvents(false, false).of(turn);
    var trace = json(events.getFirst());
    var generation = json(events.getLast());

    var traceId = turn.getTurnId().toString().replace("-", "");
    assertThat(trace.path("type").asString()).isEqualTo("trace-create");
    assertThat(trace.at("/body/id").asString()).isEqualTo(traceId);
    assertThat(trace.at("/body/sessionId").asString()).isEqualTo(turn.getSessionId());
    assertThat(trace.at("/body/version").asString()).isEqualTo("0123456789ab");
    assertThat(trace.at("/body/metadata/status").asString()).isEqualTo("completed");
    assertThat(generation.path("type").asString()).isEqualTo("generation-create");
    assertThat(generation.at("/body/traceId").asString()).isEqualTo(traceId);
    assertThat(generation.at("/body/model").asString()).isEqualTo("sim");
    assertThat(generation.at("/body/costDetails/total").asDouble()).isEqualTo(2.5e-6);
  }

  /** Else Langfuse would count cached input and reasoning twice. */
  @Test
  void usageIsInPartsThatAddUpToTheTotal() {
    var usage = json(new LangfuseEvents(false, false).of(turn).getLast()).at("/body/usageDetails");

    assertThat(usage.path("total").asInt()).isEqualTo(130);
    assertThat(usage.propertyStream().mapToInt(part -> part.getValue().asInt()).sum())
        .isEqualTo(2 * 130);
  }

  @Test
  void aScoreIsANumberOfItsTrace() {
    var score = json(new LangfuseEvents(false, false).of(Scores.of(turn, "toxicity", 0.25), null));

    assertThat(score.path("type").asString()).isEqualTo("score-create");
    assertThat(score.at("/body/traceId").asString())
        .isEqualTo(turn.getTurnId().toString().replace("-", ""));
    assertThat(score.at("/body/name").asString()).isEqualTo("toxicity");
    assertThat(score.at("/body/value").asDouble()).isEqualTo(0.25);
    assertThat(score.at("/body/dataType").asString()).isEqualTo("NUMERIC");
    assertThat(score.at("/body/metadata/lower_is_better").asBoolean()).isTrue();
  }

  @Test
  void theTraceThatItHasFromElsewhereGetsTheScore() {
    var place = TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    var traced = CompletedTurn.newBuilder(turn).setTraceParent(String.valueOf(place)).build();
    var score = Scores.of(turn, "toxicity", 0.25);

    var both = new LangfuseEvents(false, true);
    assertThat(both.of(traced)).isEmpty();
    assertThat(json(both.of(score, place)).at("/body/traceId").asString())
        .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    // What was not recorded is there by our own push alone.
    assertThat(both.of(turn)).hasSize(2);
    assertThat(json(both.of(score, null)).at("/body/traceId").asString())
        .isEqualTo(turn.getTurnId().toString().replace("-", ""));
    // And so is everything where Langfuse gets no traces.
    assertThat(new LangfuseEvents(false, false).of(traced)).hasSize(2);
  }

  @Test
  void textsArePassedOnWhenThatIsWantedOnly() {
    var score = Scores.of(turn, "relevancy", 1);

    assertThat(new LangfuseEvents(false, false).of(turn)).noneMatch(LangfuseEventsTest::tells);
    assertThat(tells(new LangfuseEvents(false, false).of(score, null))).isFalse();
    assertThat(new LangfuseEvents(true, false).of(turn)).allMatch(LangfuseEventsTest::tells);
    assertThat(tells(new LangfuseEvents(true, false).of(score, null))).isTrue();
  }

  @Test
  void theSameIsTheSameAndOthersAreOthers() {
    var events = new LangfuseEvents(false, false);
    var score = events.of(Scores.of(turn, "relevancy", 1), null);

    assertThat(events.of(turn)).isEqualTo(events.of(turn));
    assertThat(events.of(Scores.of(turn, "relevancy", 1), null)).isEqualTo(score);
    assertThat(events.of(Scores.of(turn, "toxicity", 1), null).id()).isNotEqualTo(score.id());
    assertThat(events.of(turn)).extracting(LangfuseEvent::id).doesNotHaveDuplicates();
  }

  private static boolean tells(LangfuseEvent event) {
    return event.json().contains("marked-5c1e");
  }

  private static JsonNode json(LangfuseEvent event) {
    return JSON.readTree(event.json());
  }
}
