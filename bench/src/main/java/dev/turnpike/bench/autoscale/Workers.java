package dev.turnpike.bench.autoscale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The consumer group: who is in it, whose each partition is, and what runs where. A turn runs to
 * its end where it began, also when its partition has moved on or its worker leaves.
 */
final class Workers {
  private final Events events;
  private final Plant plant;
  private final RandomGenerator random;
  private final Tally tally;
  private final List<Partition> partitions = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();

  Workers(Events events, Plant plant, RandomGenerator random, Tally tally) {
    this.events = events;
    this.plant = plant;
    this.random = random;
    this.tally = tally;
    for (int i = 0; i < plant.partitions(); i++) {
      partitions.add(new Partition());
    }
  }

  void arrive() {
    Partition partition = partitions.get(random.nextInt(partitions.size()));
    partition.waiting.add(new Turn(events.now(), partition, plant.lengths().next(random)));
    tally.arrived();
    if (partition.owner != null) {
      fill(partition.owner);
    }
  }

  /** Those there at the beginning, ready at once. */
  void begin(int count) {
    for (int i = 0; i < count; i++) {
      Worker worker = new Worker();
      worker.state = Worker.State.READY;
      workers.add(worker);
    }
    assign(0);
  }

  void scaleTo(int count) {
    List<Worker> wanted =
        new ArrayList<>(
            workers.stream().filter(w -> w.isReady() || w.state == Worker.State.STARTING).toList());
    for (int i = wanted.size(); i < count; i++) {
      Worker worker = new Worker();
      workers.add(worker);
      events.after(
          plant.podStart() + random.nextDouble() * plant.podStartSpread(), () -> join(worker));
    }
    while (wanted.size() > count) {
      leave(wanted.removeLast());
    }
  }

  private void join(Worker worker) {
    if (worker.state == Worker.State.STARTING) {
      worker.state = Worker.State.READY;
      assign(plant.handOver());
    }
  }

  private void leave(Worker worker) {
    boolean member = worker.isReady();
    worker.state = Worker.State.LEAVING;
    if (member) {
      assign(plant.handOver());
    }
    events.after(plant.grace(), () -> breakOff(worker));
  }

  /** What still runs begins its step again, at whoever has its partition. */
  private void breakOff(Worker worker) {
    worker.state = Worker.State.GONE;
    for (Turn turn : List.copyOf(worker.running)) {
      double worked = events.now() - turn.began;
      turn.rest = turn.rest - worked + worked % plant.step();
      turn.partition.broken.add(turn);
      tally.brokenOff();
    }
    worker.running.clear();
    workers.remove(worker);
    workers.stream().filter(Worker::isReady).forEach(this::fill);
  }

  /** As few partitions move as can be, and nobody has two more than another. */
  private void assign(double handOver) {
    List<Worker> members = workers.stream().filter(Worker::isReady).toList();
    if (members.isEmpty()) {
      return;
    }
    int most = Math.ceilDiv(partitions.size(), members.size());
    int[] held = new int[members.size()];
    List<Partition> free = new ArrayList<>();
    for (Partition partition : partitions) {
      int at = members.indexOf(partition.next);
      if (at >= 0 && held[at] < most) {
        held[at]++;
      } else {
        free.add(partition);
      }
    }
    level(members, held, free);
    for (Partition partition : free) {
      int least = leastOf(held);
      held[least]++;
      move(partition, members.get(least), handOver);
    }
  }

  /** Takes partitions from those who have the most, for members with less than the others. */
  private void level(List<Worker> members, int[] held, List<Partition> free) {
    int least = partitions.size() / members.size();
    long missing = 0;
    for (int count : held) {
      missing += Math.max(0, least - count);
    }
    for (Partition partition : partitions) {
      int at = members.indexOf(partition.next);
      if (missing > free.size() && at >= 0 && held[at] > least && !free.contains(partition)) {
        held[at]--;
        free.add(partition);
      }
    }
  }

  private static int leastOf(int[] held) {
    int least = 0;
    for (int i = 1; i < held.length; i++) {
      least = held[i] < held[least] ? i : least;
    }
    return least;
  }

  private void move(Partition partition, Worker to, double handOver) {
    if (partition.owner != null) {
      partition.owner.partitions.remove(partition);
      partition.owner = null;
    }
    partition.next = to;
    tally.moved();
    events.after(
        handOver,
        () -> {
          if (partition.next == to && partition.owner == null) {
            partition.owner = to;
            to.partitions.add(partition);
            fill(to);
          }
        });
  }

  private void fill(Worker worker) {
    int without = 0;
    while (worker.isReady()
        && worker.running.size() < plant.maxInFlight()
        && without < worker.partitions.size()) {
      Turn turn = worker.nextPartition().take(plant.window());
      without = turn == null ? without + 1 : 0;
      if (turn != null) {
        run(worker, turn);
      }
    }
  }

  private void run(Worker worker, Turn turn) {
    if (Double.isNaN(turn.began)) {
      tally.began(turn.arrived, events.now());
    }
    turn.began = events.now();
    worker.running.add(turn);
    events.after(turn.rest, () -> end(worker, turn));
  }

  private void end(Worker worker, Turn turn) {
    if (worker.running.remove(turn)) {
      turn.partition.end(turn);
      tally.ended();
      fill(worker);
    }
  }

  /** What could be measured now. */
  Reading reading() {
    List<Worker> ready = workers.stream().filter(Worker::isReady).toList();
    int inFlight = workers.stream().mapToInt(w -> w.running.size()).sum();
    int full =
        (int) ready.stream().filter(w -> w.running.size() >= 0.95 * plant.maxInFlight()).count();
    double cpu =
        ready.stream().mapToDouble(w -> w.running.size() * plant.cpuPerTurn()).average().orElse(0);
    int lag = partitions.stream().mapToInt(Partition::lag).sum();
    int waiting = partitions.stream().mapToInt(p -> p.waiting.size()).sum();
    return new Reading(ready.size(), inFlight, full, lag, waiting, cpu);
  }

  /** How full the fullest is, for tests. */
  int fullest() {
    return workers.stream()
        .max(Comparator.comparingInt(w -> w.running.size()))
        .map(w -> w.running.size())
        .orElse(0);
  }
}
