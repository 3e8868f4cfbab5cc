package dev.turnpike.judge.trial;

import dev.turnpike.events.Usage;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.NoVerdictException;
import dev.turnpike.judge.verdict.Preference;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.judge.verdict.Winner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a candidate for everything on one sheet, all at once; whom it asks bounds how many run. */
final class Sitting {

  private static final int ORDERS = 2;

  private final Candidate candidate;
  private final int repeats;
  private final Runnable answered;

  /**
   * @param answered called after each verdict, and each that was not given
   */
  Sitting(Candidate candidate, int repeats, Runnable answered) {
    this.candidate = candidate;
    this.repeats = repeats;
    this.answered = answered;
  }

  static int verdicts(Sheet sheet, int repeats) {
    return sheet.items().size() * repeats + sheet.pairs().size() * ORDERS;
  }

  Outcome under(Rubric rubric, Sheet sheet) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var scores = new ArrayList<List<Future<Given<Verdict>>>>();
      for (Item item : sheet.items()) {
        var repeated = new ArrayList<Future<Given<Verdict>>>();
        for (int i = 0; i < repeats; i++) {
          repeated.add(ask(threads, () -> candidate.score(item, rubric), Verdict::usage));
        }
        scores.add(repeated);
      }
      var preferences = new ArrayList<List<Future<Given<Preference>>>>();
      for (Pair pair : sheet.pairs()) {
        preferences.add(
            List.of(compare(threads, pair, false, rubric), compare(threads, pair, true, rubric)));
      }
      try {
        return outcome(rubric, sheet, all(scores), all(preferences));
      } catch (ExecutionException | InterruptedException e) {
        var _ = threads.shutdownNow(); // what else is asked would be paid for and not told
        throw e;
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TrialRefusal refusal
          ? refusal
          : new TrialRefusal("The trial broke off: %s".formatted(e.getMessage()), e);
    }
  }

  private Outcome outcome(
      Rubric rubric,
      Sheet sheet,
      List<List<Given<Verdict>>> scores,
      List<List<Given<Preference>>> preferences) {
    var scored = new ArrayList<Scored>();
    for (int i = 0; i < scores.size(); i++) {
      var verdicts = scores.get(i).stream().map(Given::what).filter(Objects::nonNull).toList();
      scored.add(new Scored(sheet.items().get(i), rubric.direction(), verdicts));
    }
    var compared = new ArrayList<Compared>();
    for (int i = 0; i < preferences.size(); i++) {
      var swapped = winner(preferences.get(i).getLast());
      compared.add(
          new Compared(
              sheet.pairs().get(i),
              winner(preferences.get(i).getFirst()),
              swapped == null ? null : swapped.swapped()));
    }
    var given = new ArrayList<Given<?>>();
    scores.forEach(given::addAll);
    preferences.forEach(given::addAll);
    return new Outcome(
        rubric,
        candidate.model(rubric),
        sheet.writtenFor(),
        scored,
        compared,
        Consumption.of(given));
  }

  private static @Nullable Winner winner(Given<Preference> given) {
    var preference = given.what();
    return preference == null ? null : preference.winner();
  }

  private interface Call<T> {
    T make() throws NoVerdictException, InterruptedException;
  }

  private Future<Given<Preference>> compare(
      ExecutorService threads, Pair pair, boolean swapped, Rubric rubric) {
    return ask(threads, () -> candidate.compare(pair, swapped, rubric), Preference::usage);
  }

  private <T> Future<Given<T>> ask(
      ExecutorService threads, Call<T> call, Function<T, Usage> usage) {
    return threads.submit(
        () -> {
          try {
            var what = call.make();
            return new Given<>(what, usage.apply(what), null);
          } catch (NoVerdictException e) {
            return new Given<>(null, e.usage(), String.valueOf(e.getMessage()));
          } finally {
            answered.run();
          }
        });
  }

  private static <T> List<List<Given<T>>> all(List<List<Future<Given<T>>>> running)
      throws ExecutionException, InterruptedException {
    var all = new ArrayList<List<Given<T>>>();
    for (List<Future<Given<T>>> some : running) {
      var given = new ArrayList<Given<T>>();
      for (Future<Given<T>> each : some) {
        given.add(each.get());
      }
      all.add(given);
    }
    return all;
  }
}
