package dev.turnpike.bench.autoscale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One load, one signal, from a warm start to the end. The same seed gives the same result. */
final class Simulation {
  /** The longest turns have ended, and the watermark is where it is going to be. */
  static final double WARM_UP = 1200;

  private static final double SYNC = 15;
  private static final double SCRAPE = 15;
  private static final double SAMPLE = 5;

  private final Plant plant;
  private final Behaviour.Settings settings;
  private final Load load;
  private final Signal signal;
  private final SplittableRandom random;
  private final Events events = new Events();
  private final Tally tally = new Tally(WARM_UP);
  private final Workers workers;
  private final Behaviour behaviour;
  private final List<Sample> samples = new ArrayList<>();
  private Reading scraped;
  private int replicas;

  Simulation(Plant plant, Behaviour.Settings settings, Load load, Signal signal, long seed) {
    this.plant = plant;
    this.settings = settings;
    this.load = load;
    this.signal = signal;
    this.random = new SplittableRandom(seed);
    this.workers = new Workers(events, plant, random, tally);
    this.behaviour = new Behaviour(settings);
    this.scraped = workers.reading();
  }

  /** One point of a curve; seconds since the end of the warm-up. */
  record Sample(
      double seconds, double perSecond, int workers, int replicas, int waiting, int inFlight) {}

  Outcome run(double seconds) {
    replicas = settings.least();
    double inFlight = load.at(0) * meanLength();
    replicas = Math.max(replicas, (int) Math.ceil(inFlight / Signal.TARGET));
    workers.begin(replicas);
    nextArrival();
    events.every(SCRAPE, () -> scraped = workers.reading());
    // The autoscaler and Prometheus do not know of each other.
    events.after(SCRAPE / 2, () -> events.every(SYNC, this::sync));
    events.every(SAMPLE, this::sample);
    events.after(WARM_UP, tally::forgetWarmUp);
    events.runUntil(WARM_UP + seconds);
    return Outcome.of(this);
  }

  private void nextArrival() {
    double most = load.most();
    events.after(
        -Math.log(1 - random.nextDouble()) / most,
        () -> {
          // Of arrivals at the highest rate as many count as the load has now.
          if (random.nextDouble() * most < load.at(events.now() - WARM_UP)) {
            workers.arrive();
          }
          nextArrival();
        });
  }

  private void sync() {
    int wished = signal.wanted(replicas, scraped, workers.reading());
    int next = behaviour.next(events.now(), replicas, wished);
    if (next != replicas) {
      replicas = next;
      workers.scaleTo(next);
    }
  }

  private void sample() {
    if (events.now() >= WARM_UP) {
      Reading now = workers.reading();
      samples.add(
          new Sample(
              events.now() - WARM_UP,
              load.at(events.now() - WARM_UP),
              now.ready(),
              replicas,
              now.waiting(),
              now.inFlight()));
    }
  }

  private double meanLength() {
    SplittableRandom own = new SplittableRandom(1);
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      sum += plant.lengths().next(own);
    }
    return sum / 100_000;
  }

  Load load() {
    return load;
  }

  Signal signal() {
    return signal;
  }

  Tally tally() {
    return tally;
  }

  Workers workers() {
    return workers;
  }

  List<Sample> samples() {
    return samples;
  }
}
