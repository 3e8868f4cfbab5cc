package dev.turnpike.stress;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.NativeApi;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The order of a run: the storm, chats that arrive one by one, and all at the same moment. Used
 * once.
 */
final class StressRun {
  private final StressSettings settings;
  private final Subject subject;
  private final Consumer<String> show;
  private final Insistence insistence;
  private final Meter meter;
  private Usage used = Usage.NONE;

  StressRun(StressSettings settings, Subject subject, Consumer<String> show) {
    this.settings = settings;
    this.subject = subject;
    this.show = show;
    this.insistence =
        new Insistence(
            time -> LockSupport.parkNanos(time.toNanos()), Duration.ofMinutes(settings.minutes()));
    this.meter = new Meter(ProcFiles.ofThisSystem(), subject.groups());
  }

  /**
   * @param hashMillis of one password; 0 if that is not known
   * @param hashingThreads of the ingress
   */
  StressResult.Figures run(double hashMillis, int hashingThreads)
      throws IOException, InterruptedException {
    ModelTarget model = new ModelTarget(subject.model());
    List<Reference> references =
        Texts.read(settings.model(), settings.seeds(), settings.silence(), model);
    Storm storm = storm();
    long began = System.nanoTime();
    List<Lane> sessions = storm(storm, references);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (sessions.isEmpty()) {
      throw new BenchRefusal("No user came as far as an answer: %s.".formatted(failures(storm)));
    }
    Map<Step, Counts> steps = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      steps.put(step, storm.tally(step).counts());
    }
    StressResult.Sides carried = carried(sessions, model, references);
    return new StressResult.Figures(
        settings.users(),
        sessions.size(),
        Rounded.to(1, seconds),
        steps,
        hashing(
            storm.tally(Step.REGISTER).counts(),
            storm.tally(Step.LOGIN).counts(),
            hashMillis,
            hashingThreads),
        carried,
        together(sessions, model, references),
        processors(used));
  }

  private Storm storm() {
    return new Storm(
        new NativeApi(subject.url(), settings.silence()),
        insistence,
        settings.silence(),
        settings.perAddress());
  }

  private List<Lane> storm(Storm storm, List<Reference> references) throws InterruptedException {
    show.accept("%d users register, log in, open a session and chat …".formatted(settings.users()));
    try (Ticker _ = Ticker.start(() -> show.accept(state(storm)))) {
      return storm.run(settings.users(), references);
    } finally {
      show.accept(state(storm));
    }
  }

  private static String state(Storm storm) {
    StringBuilder line = new StringBuilder(" ");
    int refusals = 0;
    for (Step step : Step.values()) {
      line.append(" %s %d,".formatted(step.inWords(), storm.tally(step).doneSoFar()));
      refusals += storm.tally(step).refusedSoFar();
    }
    return line.append(" told to come again ").append(refusals).toString();
  }

  private static Map<String, Integer> failures(Storm storm) {
    Map<String, Integer> failures = new TreeMap<>();
    for (Step step : Step.values()) {
      storm
          .tally(step)
          .counts()
          .failures()
          .forEach((reason, count) -> failures.put(step.inWords() + ": " + reason, count));
    }
    return failures;
  }

  private StressResult.Sides carried(
      List<Lane> sessions, ModelTarget model, List<Reference> references)
      throws InterruptedException {
    double rate = (double) sessions.size() / settings.everySeconds();
    show.accept(String.format(Locale.ROOT, "%.1f chats a second arrive …", rate));
    Duration block = Duration.ofSeconds(settings.blockSeconds());
    Chats turnpike = chats(references);
    Chats direct = chats(references);
    List<Lane> own = model.lanes(sessions.size());
    // Not counted: whatever the storm left to do, and code that has seen few chats.
    chats(references)
        .block(sessions, Arrivals.at(rate, block, new Random(-settings.seed())), block);
    int pairs = Math.max(2, Math.ceilDiv(settings.seconds(), settings.blockSeconds()));
    for (int pair = 0; pair < pairs; pair++) {
      Arrivals arrivals = Arrivals.at(rate, block, new Random(settings.seed() + pair));
      Reading before = meter.read();
      turnpike.block(sessions, arrivals, block);
      used = used.plus(meter.read().since(before));
      direct.block(own, arrivals, block);
      show.accept(
          String.format(
              Locale.ROOT,
              "  %d of %d pairs of blocks, average %.0f ms, directly %.0f ms",
              pair + 1,
              pairs,
              turnpike.side().counts().whole().average(),
              direct.side().counts().whole().average()));
    }
    return new StressResult.Sides(turnpike.side(), direct.side());
  }

  private StressResult.Sides together(
      List<Lane> sessions, ModelTarget model, List<Reference> references)
      throws InterruptedException {
    show.accept("%d chats begin in the same moment …".formatted(sessions.size()));
    Arrivals arrivals = Arrivals.together(sessions.size());
    Chats turnpike = chats(references);
    try (Ticker _ = Ticker.start(() -> show.accept("  done: " + turnpike.tally().doneSoFar()))) {
      turnpike.block(sessions, arrivals, Duration.ZERO);
    }
    Chats direct = chats(references);
    direct.block(model.lanes(sessions.size()), arrivals, Duration.ZERO);
    return new StressResult.Sides(turnpike.side(), direct.side());
  }

  private Chats chats(List<Reference> references) {
    return new Chats(insistence, references, settings.silence());
  }

  private static Hashing hashing(Counts registered, Counts in, double hashMillis, int threads) {
    double last = in.curve().isEmpty() ? 0 : in.curve().getLast().seconds();
    return Hashing.of(registered.done() + in.done(), last, hashMillis, threads);
  }

  private static Map<String, Double> processors(Usage used) {
    Map<String, Double> busy = new TreeMap<>();
    used.cpuMillis()
        .forEach((name, millis) -> busy.put(name, Rounded.to(2, (double) millis / used.millis())));
    busy.put("others", Rounded.to(2, used.otherProcessors()));
    return busy;
  }
}
