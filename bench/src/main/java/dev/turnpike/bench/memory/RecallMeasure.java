package dev.turnpike.bench.memory;

import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.recall.MemoryRecall;
import dev.turnpike.memory.recall.RecallSettings;
import dev.turnpike.memory.recall.Recollection;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Recalls as a worker does, one after the other, and says how long each part took. */
final class RecallMeasure {
  private static final RecallSettings PATIENT =
      new RecallSettings(10, 8, 0.25, Duration.ofSeconds(30));

  /** Ten words or so each, as people ask. */
  static final List<String> QUESTIONS =
      List.of(
          "Which restaurant near my place would you choose for tonight?",
          "Can you help me to plan a weekend with the children?",
          "What was the name of the book that I wanted to read?",
          "Write a short birthday card for my sister, please.",
          "How do I get from work to the station without a car?",
          "What should I cook tomorrow if friends of mine come over?",
          "Is there anything I must not eat in this recipe?",
          "Explain to me once more what a monad is good for.");

  private final MemoryRecall recall;
  private final Timer embedding;
  private final Timer search;

  RecallMeasure(DataSource database) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    this.recall = new MemoryRecall(database, Embedder.shared(), PATIENT, meters);
    this.embedding = meters.get("turnpike.memory.recall.embedding").timer();
    this.search = meters.get("turnpike.memory.recall.search").timer();
  }

  /** A message of about a hundred words, of which each is somewhat different. */
  static String longMessage(int number) {
    StringBuilder text = new StringBuilder("Number %d. ".formatted(number));
    for (int i = 0; i < 10; i++) {
      text.append(QUESTIONS.get((number + i) % QUESTIONS.size())).append(' ');
    }
    return text.toString();
  }

  RecallTimes measure(String user, int facts, boolean longMessages, int warmUp, int times) {
    for (int i = 0; i < warmUp; i++) {
      once(user, message(longMessages, i));
    }
    Distribution embeddings = new Distribution();
    Distribution searches = new Distribution();
    Distribution whole = new Distribution();
    for (int i = 0; i < times; i++) {
      double embedded = embedding.totalTime(TimeUnit.NANOSECONDS);
      double searched = search.totalTime(TimeUnit.NANOSECONDS);
      long begin = System.nanoTime();
      once(user, message(longMessages, i));
      whole.add(System.nanoTime() - begin);
      embeddings.add(Math.round(embedding.totalTime(TimeUnit.NANOSECONDS) - embedded));
      searches.add(Math.round(search.totalTime(TimeUnit.NANOSECONDS) - searched));
    }
    return new RecallTimes(
        longMessages ? "100 words" : "10 words",
        facts,
        RecallTimes.Part.of(embeddings),
        RecallTimes.Part.of(searches),
        RecallTimes.Part.of(whole));
  }

  private void once(String user, String message) {
    if (recall.recall(user, message) instanceof Recollection.Failed(String reason)) {
      throw new BenchRefusal("A recall failed: " + reason);
    }
  }

  private static String message(boolean isLong, int number) {
    return isLong ? longMessage(number) : QUESTIONS.get(number % QUESTIONS.size());
  }
}
