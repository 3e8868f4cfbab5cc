package dev.turnpike.memory.eval;

import dev.turnpike.memory.consumption.Consumed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Plays all dialogues, some at a time, and sums up; twice, where the same must come out. */
final class Examination {

  private static final int AT_ONCE = 8;

  private final Examinee examinee;
  private final DialogueSet dialogues;
  private final Pupil pupil;
  private final JdbcClient jdbc;
  private final MeterRegistry meters;
  private final MemoryEvaluation.Listener listener;
  private final AtomicInteger done = new AtomicInteger();

  Examination(
      Examinee examinee,
      DialogueSet dialogues,
      Pupil pupil,
      JdbcClient jdbc,
      MeterRegistry meters,
      MemoryEvaluation.Listener listener) {
    this.examinee = examinee;
    this.dialogues = dialogues;
    this.pupil = pupil;
    this.jdbc = jdbc;
    this.meters = meters;
    this.listener = listener;
  }

  Report report(String model, String extractor, String embedding) throws InterruptedException {
    requireNothing();
    long begun = System.nanoTime();
    var outcomes = new ArrayList<Outcome>();
    var categories = new LinkedHashMap<String, Report.Part>();
    for (var category : dialogues.categories().entrySet()) {
      var before = Consumed.of(meters);
      var taken = take(category.getKey(), category.getValue(), 1);
      outcomes.addAll(taken);
      categories.put(
          category.getKey(), new Report.Part(sum(taken), Consumed.of(meters).since(before)));
    }
    var consumed = Consumed.of(meters);
    boolean same = examinee == Examinee.MODEL || again().equals(outcomes);
    var total = sum(outcomes);
    return new Report(
        examinee,
        model,
        extractor,
        embedding,
        categories,
        byLanguage(outcomes),
        new Report.Part(total, consumed),
        Gate.of(examinee, total, same),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private void requireNothing() {
    if (jdbc.sql("select count(*) from memory.learned_turns").query(Integer.class).single() > 0) {
      throw new IllegalStateException(
          "Something was learned in this database already: an evaluation needs one of its own.");
    }
  }

  private List<Outcome> again() throws InterruptedException {
    jdbc.sql("truncate memory.facts, memory.reembedded, memory.changes, memory.learned_turns")
        .update();
    done.set(0);
    var outcomes = new ArrayList<Outcome>();
    for (var category : dialogues.categories().entrySet()) {
      outcomes.addAll(take(category.getKey(), category.getValue(), 2));
    }
    return outcomes;
  }

  private List<Outcome> take(String category, List<Dialogue> some, int round)
      throws InterruptedException {
    var places = new Semaphore(AT_ONCE);
    int all = dialogues.all().size();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Outcome>>();
      for (Dialogue dialogue : some) {
        running.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return pupil.take(dialogue);
                  } finally {
                    places.release();
                    listener.marked(category, done.incrementAndGet(), all, round);
                  }
                }));
      }
      var outcomes = new ArrayList<Outcome>();
      for (Future<Outcome> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new EvaluationRefusal("The evaluation broke off: " + e.getMessage(), e);
    }
  }

  private static Score sum(List<Outcome> outcomes) {
    return outcomes.stream().map(Marker::mark).reduce(Score.NONE, Score::plus);
  }

  private static Map<String, Score> byLanguage(List<Outcome> outcomes) {
    var scores = new TreeMap<String, Score>();
    outcomes.forEach(
        outcome -> scores.merge(outcome.dialogue().language(), Marker.mark(outcome), Score::plus));
    return scores;
  }
}
