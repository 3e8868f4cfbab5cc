package dev.turnpike.bench.autoscale;

/** What the autoscaler is told, and what it makes of it. */
enum Signal {
  CPU("CPU 70 % of one processor") {
    @Override
    int wanted(int replicas, Reading scraped, Reading now) {
      int measured = Math.max(1, scraped.ready());
      return Math.max(replicas - measured, 0) + Wanted.byAverage(measured, scraped.cpu(), 0.7);
    }
  },
  LAG("lag, 350 a worker") {
    @Override
    int wanted(int replicas, Reading scraped, Reading now) {
      return Wanted.byTotal(replicas, now.lag(), TARGET);
    }
  },
  IN_FLIGHT("in-flight turns, 350 a worker") {
    @Override
    int wanted(int replicas, Reading scraped, Reading now) {
      return Wanted.byTotal(replicas, scraped.inFlight(), TARGET);
    }
  },
  EITHER("the higher of in-flight (350) and lag (1,000)") {
    @Override
    int wanted(int replicas, Reading scraped, Reading now) {
      return Math.max(
          Wanted.byTotal(replicas, scraped.inFlight(), TARGET),
          Wanted.byTotal(replicas, now.lag(), 1000));
    }
  },
  TOGETHER("in-flight, and lag while a worker is full") {
    @Override
    int wanted(int replicas, Reading scraped, Reading now) {
      // Lag also counts what has ended behind turns that run: it may ask for twice as many at most.
      double deep = Math.clamp(now.lag(), scraped.inFlight(), 2.0 * scraped.inFlight());
      double told = scraped.full() > 0 ? deep : scraped.inFlight();
      return Wanted.byTotal(replicas, told, TARGET);
    }
  };

  /** 70 % of what a worker holds. */
  static final double TARGET = 350;

  private final String words;

  Signal(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }

  /**
   * @param replicas that were asked for
   * @param scraped what Prometheus has
   * @param now what the broker says when it is asked
   */
  abstract int wanted(int replicas, Reading scraped, Reading now);
}
