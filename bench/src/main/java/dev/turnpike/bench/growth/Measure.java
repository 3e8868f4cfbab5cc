package dev.turnpike.bench.growth;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.Block;
import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.OpenStreams;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.TurnTimes;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.LiveHeap;
import dev.turnpike.bench.system.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What turns and open streams cost one system. */
final class Measure implements AutoCloseable {
  private static final String MODEL = "sim:ttft=200,gap=20,tokens=50,text=lorem";

  /** Takes no time, to have the turns before. */
  private static final String QUICK = "sim:ttft=0,gap=0,tokens=50,text=lorem";

  private static final String SILENT = "sim:ttft=55000,gap=20,tokens=10";
  private static final int SEEDS = 4;
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration BRIEF = Duration.ofMillis(1);

  /** After a block, so that what a turn leaves to do is counted with it. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Subject subject;
  private final ModelTarget model;
  private final Meter meter;
  private final Allocations allocations;
  private final Load load;
  private final Load quick;
  private final Duration block;

  Measure(Subject subject, Duration block) throws IOException {
    this.subject = subject;
    this.block = block;
    this.model = new ModelTarget(subject.model());
    this.meter = new Meter(ProcFiles.ofThisSystem(), subject.groups());
    this.load = load(MODEL);
    this.quick = new Load(Texts.read(QUICK, SEEDS, SILENCE, model), Duration.ZERO, SILENCE);
    this.allocations = new Allocations(subject.groups());
  }

  /** Whose users begin at times that are spread over the length of an answer. */
  private Load load(String name) throws IOException {
    List<Reference> references = Texts.read(name, SEEDS, SILENCE, model);
    return new Load(references, Texts.duration(name, references.getFirst().tokens()), SILENCE);
  }

  void warmUp(List<Lane> lanes, Duration time) throws InterruptedException {
    load.run(lanes, time);
  }

  /** Lets each session have so many more turns. */
  void haveTurns(List<Lane> lanes, int turns) throws InterruptedException {
    for (int had = 0; had < turns; ) {
      Block block = quick.run(lanes, BRIEF);
      had += block.turns().getFirst().size();
      requireSuccess(TurnTimes.of(block));
    }
  }

  /** Sessions that ask again as soon as they have the answer, and the model likewise, by turns. */
  Sample turns(int size, List<List<Lane>> rounds) throws IOException, InterruptedException {
    return turns(load, size, rounds);
  }

  /** The same with answers of so many tokens. */
  Sample answers(int tokens, List<List<Lane>> rounds) throws IOException, InterruptedException {
    // The gap is small, so that long answers end within a block.
    return turns(load("sim:ttft=200,gap=5,tokens=%d,text=lorem".formatted(tokens)), tokens, rounds);
  }

  private Sample turns(Load load, int size, List<List<Lane>> rounds)
      throws IOException, InterruptedException {
    TurnTimes ours = new TurnTimes();
    TurnTimes direct = new TurnTimes();
    Usage used = Usage.NONE;
    Map<Metric, Long> allocated = new EnumMap<>(Metric.class);
    for (List<Lane> lanes : rounds) {
      Reading before = meter.read();
      Map<Metric, Long> allocatedBefore = allocations.read();
      ours.addAll(TurnTimes.of(load.run(lanes, block)));
      Thread.sleep(PAUSE);
      used = used.plus(meter.read().since(before));
      allocations
          .read()
          .forEach(
              (each, bytes) ->
                  allocated.merge(
                      each, bytes - Objects.requireNonNull(allocatedBefore.get(each)), Long::sum));
      direct.addAll(TurnTimes.of(load.run(model.lanes(lanes.size()), block)));
    }
    requireSuccess(ours);
    Map<String, Double> cpu = perTurn(used, ours.turns());
    Map<String, Double> megabytes = megabytes();
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.CPU_PER_TURN, sum(cpu, Share.PATH));
    allocated.forEach(
        (each, bytes) -> values.put(each, Rounded.to(1, bytes / 1024.0 / ours.turns())));
    values.put(
        Metric.FIRST_TOKEN_ADDED,
        Rounded.to(2, ours.firstToken().quantile(0.5) - direct.firstToken().quantile(0.5)));
    values.put(Metric.RESIDENT_MEMORY, served(megabytes));
    return new Sample(size, values, cpu, megabytes, ours.turns());
  }

  /** Streams on which nothing is said yet. */
  Sample streams(int size, List<Lane> lanes) throws IOException, InterruptedException {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    try (OpenStreams open = OpenStreams.open(lanes, SILENT)) {
      if (open.count() < size) {
        throw new BenchRefusal(
            "Only %d of %d streams could be opened: %s"
                .formatted(open.count(), size, open.refusals().stream().distinct().toList()));
      }
      values.put(Metric.CPU_WHEN_SILENT, silent());
      values.put(Metric.LIVE_HEAP, Rounded.to(0, 1024 * liveMegabytes()));
      Map<String, Double> megabytes = megabytes();
      values.put(Metric.RESIDENT_MEMORY, served(megabytes));
      return new Sample(size, values, Map.of(), megabytes, 0);
    }
  }

  /** Milliseconds of processor time a second while nobody says anything. */
  double silent() throws InterruptedException {
    Reading before = meter.read();
    Thread.sleep(block);
    Usage used = meter.read().since(before);
    return Rounded.to(1, 1000.0 * sum(millis(used), Share.PATH) / used.millis());
  }

  @Override
  public void close() throws IOException {
    allocations.close();
  }

  /** Of ingress and worker. */
  private double liveMegabytes() throws IOException {
    double sum = 0;
    for (ProcessGroup group : subject.groups()) {
      if (group.name().startsWith("ingress-api") || group.name().startsWith("agent-workers")) {
        sum += LiveHeap.read(group.root()).megabytes();
      }
    }
    return sum;
  }

  private static void requireSuccess(TurnTimes times) {
    if (times.failed() > 0) {
      throw new BenchRefusal("Turns failed, so nothing can be said: " + times.failures());
    }
  }

  private static Map<String, Double> perTurn(Usage used, long turns) {
    Map<String, Double> cpu = new TreeMap<>();
    used.cpuMillis()
        .forEach((name, millis) -> cpu.put(name, Rounded.to(3, (double) millis / turns)));
    return cpu;
  }

  private static Map<String, Double> millis(Usage used) {
    Map<String, Double> cpu = new TreeMap<>();
    used.cpuMillis().forEach((name, millis) -> cpu.put(name, (double) millis));
    return cpu;
  }

  private Map<String, Double> megabytes() {
    Map<String, Double> megabytes = new TreeMap<>();
    meter.memory().forEach((name, memory) -> megabytes.put(name, memory.megabytes()));
    return megabytes;
  }

  private double served(Map<String, Double> values) {
    return Rounded.to(1, sum(values, Share.PATH) + sum(values, Share.BACKGROUND));
  }

  private double sum(Map<String, Double> values, Share share) {
    return Rounded.to(
        3,
        subject.groups().stream()
            .filter(group -> group.share() == share)
            .map(ProcessGroup::name)
            .mapToDouble(name -> values.getOrDefault(name, 0.0))
            .sum());
  }
}
