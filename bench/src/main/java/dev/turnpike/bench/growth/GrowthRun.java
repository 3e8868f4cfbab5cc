package dev.turnpike.bench.growth;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.LoginStorm.Credentials;
import dev.turnpike.bench.load.NativeApi;
import dev.turnpike.bench.load.Reply;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.memory.FactFill;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures dimension by dimension on one system. */
final class GrowthRun {
  /** Learning takes no time, and judging, which would follow the turns, waits for its model. */
  private static final Map<String, String> SETTINGS =
      Map.of("MEMORY_MODEL", "sim:ttft=0,gap=0", "JUDGE_MODEL", "sim:fault=503");

  private static final int STREAMS = 20;
  private static final int ACCOUNTS = 8;
  private static final int TURNS_OF_COPIES = 4;
  private static final int FEWEST_TO_WARM_UP = 100;
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final int rounds;
  private final Duration block;
  private final Duration warmUp;
  private final Consumer<String> show;

  /**
   * @param rounds of a block of Turnpike and one of the model at each size
   */
  GrowthRun(int rounds, Duration block, Duration warmUp, Consumer<String> show) {
    this.rounds = rounds;
    this.block = block;
    this.warmUp = warmUp;
    this.show = show;
  }

  List<Growth> run(List<Dimension> dimensions)
      throws IOException, SQLException, InterruptedException {
    List<Growth> growths = new ArrayList<>();
    show.accept("Starting an own system …");
    try (OwnSystem system =
        OwnSystem.start(new OwnSystem.Parts(true, false), List.of(), SETTINGS, show)) {
      Measure measure = measure(system);
      for (Dimension dimension : dimensions) {
        growths.add(told(Growth.of(dimension, samples(dimension, system, measure))));
      }
    }
    return growths;
  }

  private Growth told(Growth growth) {
    growth.sentences().forEach(sentence -> show.accept("  " + sentence));
    return growth;
  }

  private List<Sample> samples(Dimension dimension, OwnSystem system, Measure measure)
      throws IOException, SQLException, InterruptedException {
    return switch (dimension) {
      case LOAD -> load(system, measure);
      case STREAMS -> streams(system, measure);
      case SESSIONS -> sessions(system, measure);
      case HISTORY -> history(system, measure);
      case MEMORIES -> memories(system, measure);
    };
  }

  private List<Sample> load(OwnSystem system, Measure measure)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int size : Dimension.LOAD.sizes()) {
      tell(Dimension.LOAD, size);
      samples.add(fresh(size, size, system, measure));
    }
    return samples;
  }

  private List<Sample> streams(OwnSystem system, Measure measure)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int size : Dimension.STREAMS.sizes()) {
      tell(Dimension.STREAMS, size);
      samples.add(measure.streams(size, target(system).lanes(size)));
    }
    return samples;
  }

  private List<Sample> sessions(OwnSystem system, Measure measure)
      throws IOException, SQLException, InterruptedException {
    Credentials who = NativeApi.someone();
    NativeApi api = new NativeApi(system.subject().url(), SILENCE);
    measure.haveTurns(sessions(api, who, 1), TURNS_OF_COPIES);
    List<Sample> samples = new ArrayList<>();
    try (HikariDataSource database = connect(system)) {
      Fill fill = new Fill(database);
      String session = fill.session(fill.user(who.email()));
      for (int size : Dimension.SESSIONS.sizes()) {
        tell(Dimension.SESSIONS, size);
        fill.upTo(size, session);
        samples.add(fresh(size, STREAMS, system, measure));
      }
    }
    return samples;
  }

  private List<Sample> history(OwnSystem system, Measure measure)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int size : Dimension.HISTORY.sizes()) {
      tell(Dimension.HISTORY, size);
      List<Lane> lanes = target(system).lanes(STREAMS);
      measure.haveTurns(lanes, size);
      samples.add(measure.turns(size, Collections.nCopies(rounds, lanes)));
    }
    return samples;
  }

  private List<Sample> memories(OwnSystem system, Measure measure)
      throws IOException, SQLException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    try (HikariDataSource database = connect(system)) {
      FactFill facts = FactFill.of(database);
      for (int size : Dimension.MEMORIES.sizes()) {
        tell(Dimension.MEMORIES, size);
        Credentials who = NativeApi.someone();
        List<Lane> lanes = sessions(new NativeApi(system.subject().url(), SILENCE), who, STREAMS);
        facts.add(new Fill(database).user(who.email()), size);
        facts.analyze();
        measure.warmUp(lanes, block);
        samples.add(measure.turns(size, Collections.nCopies(rounds, lanes)));
      }
    }
    return samples;
  }

  private void tell(Dimension dimension, int size) {
    show.accept("%s: %,d %s".formatted(dimension.option(), size, dimension.unit()));
  }

  /** New sessions in each round, so that histories stay short and alike. */
  private Sample fresh(int size, int streams, OwnSystem system, Measure measure)
      throws IOException, InterruptedException {
    List<List<Lane>> lanes = new ArrayList<>();
    TurnpikeTarget target = target(system);
    for (int round = 0; round < rounds; round++) {
      lanes.add(target.lanes(streams));
    }
    return measure.turns(size, lanes);
  }

  private Measure measure(OwnSystem system) throws IOException, InterruptedException {
    show.accept("Warming up for %d s …".formatted(warmUp.toSeconds()));
    Measure measure = new Measure(system.subject(), block);
    measure.warmUp(target(system).lanes(FEWEST_TO_WARM_UP), warmUp);
    return measure;
  }

  private static TurnpikeTarget target(OwnSystem system) {
    return new TurnpikeTarget(system.subject().url(), ACCOUNTS);
  }

  /** Of somebody who registers for them. */
  private static List<Lane> sessions(NativeApi api, Credentials who, int count) {
    String user = answer(api.register(who, Map.of()));
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lanes.add(api.lane(answer(api.session(user, Map.of()))));
    }
    return lanes;
  }

  private static String answer(Reply<String> reply) {
    return switch (reply) {
      case Reply.Done<String>(String value) -> value;
      case Reply.Refused<String> refused -> throw new BenchRefusal("Refused: " + refused);
      case Reply.Failed<String> failed -> throw new BenchRefusal("Failed: " + failed.reason());
    };
  }

  private static HikariDataSource connect(OwnSystem system) {
    Endpoints.Database database = system.endpoints().database();
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(2);
    return pool;
  }
}
