package dev.turnpike.judge.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks everything, a few at a time, and grades what comes. */
public final class Evaluator implements AutoCloseable {

  private final EvaluationOptions options;
  private final GradingContext grading;
  private final AnswerGrader grader;

  /** Hears how far an evaluation is. */
  @FunctionalInterface
  public interface Listener {

    void at(int answers, int all, int failed);
  }

  private record Task(Item item, int repeat) {}

  /**
   * @throws EvaluationRefusal for rubrics or judging models that there are not
   */
  public Evaluator(EvaluationOptions options) {
    this.options = options;
    this.grading = new GradingContext(options.judging(), options.rubrics());
    this.grader = grading.grader();
  }

  public List<RubricInfo> rubrics() {
    return grading.judges().infos();
  }

  public Evaluation evaluate(Asker asker, List<String> notes, Listener listener)
      throws InterruptedException {
    var startedAt = Instant.now();
    long begin = System.nanoTime();
    List<Task> tasks = new ArrayList<>();
    for (int repeat = 1; repeat <= options.settings().repeats(); repeat++) {
      for (var item : options.dataset().items()) {
        tasks.add(new Task(item, repeat));
      }
    }
    var answers = answers(tasks, asker, listener);
    var items =
        options.dataset().items().stream()
            .map(item -> result(item, answers.getOrDefault(item.id(), List.of())))
            .toList();
    return evaluation(items, startedAt, begin, notes);
  }

  /** Grades answers that were given before, as those that are given now. */
  public Evaluation grade(
      Map<String, Answered> given, Settings settings, List<String> notes, Listener listener)
      throws InterruptedException {
    var startedAt = Instant.now();
    long begin = System.nanoTime();
    var tasks =
        options.dataset().items().stream()
            .filter(item -> given.containsKey(item.id()))
            .map(item -> new Task(item, 1))
            .toList();
    var answers =
        answers(tasks, item -> java.util.Objects.requireNonNull(given.get(item.id())), listener);
    var items =
        options.dataset().items().stream()
            .map(item -> result(item, answers.getOrDefault(item.id(), List.of())))
            .toList();
    return new Evaluation(
        Evaluation.FORMAT,
        options.kind(),
        startedAt,
        seconds(begin),
        "recorded",
        false,
        settings,
        Evaluation.Asked.of(options.dataset()),
        rubrics(),
        Totals.of(items, rubrics(), grader.used()),
        items,
        notes);
  }

  @Override
  public void close() {
    grading.close();
  }

  private Evaluation evaluation(
      List<ItemResult> items, Instant startedAt, long begin, List<String> notes) {
    return new Evaluation(
        Evaluation.FORMAT,
        options.kind(),
        startedAt,
        seconds(begin),
        options.commit(),
        options.dirty(),
        options.settings(),
        Evaluation.Asked.of(options.dataset()),
        rubrics(),
        Totals.of(items, rubrics(), grader.used()),
        items,
        notes);
  }

  private Map<String, List<AnswerResult>> answers(List<Task> tasks, Asker asker, Listener listener)
      throws InterruptedException {
    Map<String, List<AnswerResult>> answers = new ConcurrentHashMap<>();
    var room = new Semaphore(options.settings().concurrency());
    var done = new AtomicInteger();
    var failed = new AtomicInteger();
    listener.at(0, tasks.size(), 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AnswerResult>> running = new ArrayList<>();
      try {
        for (var task : tasks) {
          room.acquire();
          running.add(
              threads.submit(
                  () -> {
                    try {
                      var result = answer(task, asker);
                      failed.addAndGet(result.answered().completed() ? 0 : 1);
                      listener.at(done.incrementAndGet(), tasks.size(), failed.get());
                      return result;
                    } finally {
                      room.release();
                    }
                  }));
        }
        for (int i = 0; i < tasks.size(); i++) {
          answers
              .computeIfAbsent(tasks.get(i).item().id(), _ -> new ArrayList<>())
              .add(running.get(i).get());
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("A question ended without an answer", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    return answers;
  }

  private AnswerResult answer(Task task, Asker asker) throws InterruptedException {
    var item = task.item();
    var answered = asker.ask(item);
    var checks =
        item.checks().of(answered.answer()).stream()
            .map(each -> new CheckResult(each.check(), each.passed() && answered.completed()))
            .toList();
    return new AnswerResult(task.repeat(), answered, checks, grader.grade(item, answered));
  }

  private static ItemResult result(Item item, List<AnswerResult> answers) {
    return new ItemResult(
        item.id(), item.fingerprint(), item.tags(), item.messages(), item.reference(), answers);
  }

  private static double seconds(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }
}
