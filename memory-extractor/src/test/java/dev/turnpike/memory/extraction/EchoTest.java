package dev.turnpike.memory.extraction;

import static dev.turnpike.testing.Turns.assistant;
import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.recall.MemoryRecall;
import dev.turnpike.memory.recall.RecallSettings;
import dev.turnpike.memory.recall.RecalledFact;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The loop in which a memory feeds itself: what is recalled comes back in the answer, the user
 * takes it up, and it is learned once more. Fifty rounds of it, and nothing is learned.
 */
class EchoTest {

  private static final int ROUNDS = 50;
  private static final String ADA = "ada";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<String> TOLD =
      List.of("My name is Ada. I live in Paris and I like tea.", "I am allergic to peanuts.");

  /** The same words, others for the same, and none of one's own. */
  private static final List<String> ECHOES =
      List.of(
          "I live in Paris and I like tea.",
          "Yes",
          "I'm living in Paris, I'm a fan of tea, and my name's Ada.",
          "Yes, that is right: I am allergic to peanuts!",
          "i reside in Paris. I enjoy tea. Call me Ada.",
          "As you said, I have an allergy to peanuts, and I am based in Paris",
          "You know everything about me.");

  @Test
  void whatComesBackFromTheMemoryDoesNotMakeItGrow() throws Exception {
    try (var models = simulated()) {
      var room = Classroom.with(new StructuredModel(models, 4), "sim");
      for (String said : TOLD) {
        room.learn(Turns.of(ADA, user(said)));
      }
      var facts = room.facts(ADA);
      assertThat(facts).hasSize(4);

      play(room);

      assertThat(room.facts(ADA)).containsExactlyElementsOf(facts);
      assertThat(room.ignored("echo")).isGreaterThan(ROUNDS);
    }
  }

  /**
   * A model that takes everything for a fact, whoever said it, and gives what it likes as a quote.
   */
  @Test
  void notEvenAModelThatFallsForItMakesItGrow() throws Exception {
    var quotes = List.of("You live in Paris", "Yes", "", "The user lives in Paris.");
    var rounds = new ArrayList<String>();
    try (var gullible =
        ScriptedModel.answering(
            asked -> {
              var quote = quotes.get(rounds.size() % quotes.size());
              return asked.isDecision()
                  ? "{\"decisions\":[{\"fact\":1,\"action\":\"add\",\"known\":0,\"text\":\"\"}]}"
                  : ScriptedModel.facts(
                      "The user lives in Paris.", quote, "the user lives in Paris", quote);
            })) {
      var room = Classroom.with(gullible.structured(), ScriptedModel.NAME);
      room.memory().learn(ADA, UUID.randomUUID(), "The user lives in Paris.");

      for (int round = 0; round < ROUNDS; round++) {
        room.learn(echoing(recall(room, "Yes"), "Yes"));
        rounds.add("played");
      }

      assertThat(room.facts(ADA)).containsExactly("The user lives in Paris.");
      assertThat(room.ignored("echo") + room.ignored("ungrounded")).isEqualTo(2.0 * ROUNDS);
    }
  }

  private static void play(Classroom room) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      var said = ECHOES.get(round % ECHOES.size());
      var recalled = recall(room, said);
      assertThat(recalled).isNotEmpty();
      room.learn(echoing(recalled, said));
    }
  }

  private static List<RecalledFact> recall(Classroom room, String message) {
    return new MemoryRecall(
            room.memory().source(),
            Embedder.shared(),
            new RecallSettings(10, 8, 0.25, PATIENCE),
            new SimpleMeterRegistry())
        .recall(ADA, message)
        .facts();
  }

  /** A turn whose context is full of what was recalled. */
  private static CompletedTurn echoing(List<RecalledFact> recalled, String said) {
    var facts = recalled.stream().map(RecalledFact::text).collect(Collectors.joining(" "));
    var echo = facts.replace("The user lives", "You live").replace("The user's", "Your");
    return Turns.builder(ADA, user(said))
        .setRecentHistory(
            List.of(user("What do you know about me?"), assistant("I know this: " + echo)))
        .setRecalled(
            recalled.stream()
                .map(fact -> new RecalledMemory(fact.memoryId(), fact.text(), fact.similarity()))
                .toList())
        .setAnswer("Still true: " + echo)
        .build();
  }

  private static Models simulated() {
    return new Models(
        new ModelProperties(
            URI.create(TestPlatform.shared().modelBaseUrl()),
            "",
            "sim",
            true,
            PATIENCE,
            PATIENCE,
            PATIENCE,
            Map.of()),
        new SimpleMeterRegistry());
  }
}
