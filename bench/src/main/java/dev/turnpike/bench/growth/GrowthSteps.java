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
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets one thing grow on one system, and measures at each size.
 *
 * @param rounds at each size
 * @param block how long one of them is
 * @param show takes a line for each size
 */
record GrowthSteps(
    OwnSystem system, Measure measure, int rounds, Duration block, Consumer<String> show) {
  private static final int STREAMS = 20;
  private static final int ACCOUNTS = 8;
  private static final int TURNS_OF_COPIES = 4;
  private static final int FEWEST_TO_WARM_UP = 100;
  private static final Duration SILENCE = Duration.ofSeconds(60);

  void warmUp(Duration time) throws IOException, InterruptedException {
    measure.warmUp(target().lanes(FEWEST_TO_WARM_UP), time);
  }

  List<Sample> samples(Dimension dimension) throws IOException, SQLException, InterruptedException {
    return switch (dimension) {
      case LOAD -> each(dimension, size -> measure.turns(size, fresh(size)));
      case STREAMS -> each(dimension, size -> measure.streams(size, target().lanes(size)));
      case SESSIONS -> sessions();
      case HISTORY -> each(dimension, this::history);
      case ANSWERS -> each(dimension, size -> measure.answers(size, fresh(STREAMS)));
      case MEMORIES -> memories();
      case PARTITIONS -> throw new IllegalArgumentException("A system has one number of them");
    };
  }

  /** With nothing more or less than usual, whatever the size is of. */
  Sample usual(int size) throws IOException, InterruptedException {
    return measure.turns(size, fresh(STREAMS));
  }

  /** What is measured at one size. */
  private interface Step {
    Sample at(int size) throws IOException, SQLException, InterruptedException;
  }

  private List<Sample> each(Dimension dimension, Step step)
      throws IOException, SQLException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int size : dimension.sizes()) {
      show.accept(dimension.words(size));
      samples.add(step.at(size));
    }
    return samples;
  }

  private List<Sample> sessions() throws IOException, SQLException, InterruptedException {
    Credentials who = NativeApi.someone();
    measure.haveTurns(sessions(who, 1), TURNS_OF_COPIES);
    try (HikariDataSource database = system.database(2)) {
      Fill fill = new Fill(database);
      String session = fill.session(fill.user(who.email()));
      return each(
          Dimension.SESSIONS,
          size -> {
            fill.upTo(size, session);
            return usual(size);
          });
    }
  }

  private Sample history(int size) throws IOException, InterruptedException {
    List<Lane> lanes = target().lanes(STREAMS);
    measure.haveTurns(lanes, size);
    return measure.turns(size, Collections.nCopies(rounds, lanes));
  }

  private List<Sample> memories() throws IOException, SQLException, InterruptedException {
    try (HikariDataSource database = system.database(2)) {
      FactFill facts = FactFill.of(database);
      return each(
          Dimension.MEMORIES,
          size -> {
            Credentials who = NativeApi.someone();
            List<Lane> lanes = sessions(who, STREAMS);
            facts.add(new Fill(database).user(who.email()), size);
            facts.analyze();
            measure.warmUp(lanes, block);
            return measure.turns(size, Collections.nCopies(rounds, lanes));
          });
    }
  }

  /** New sessions in each round, so that histories stay short and alike. */
  private List<List<Lane>> fresh(int streams) throws IOException, InterruptedException {
    List<List<Lane>> lanes = new ArrayList<>();
    TurnpikeTarget target = target();
    for (int round = 0; round < rounds; round++) {
      lanes.add(target.lanes(streams));
    }
    return lanes;
  }

  private TurnpikeTarget target() {
    return new TurnpikeTarget(system.subject().url(), ACCOUNTS);
  }

  /** Of somebody who registers for them. */
  private List<Lane> sessions(Credentials who, int count) {
    NativeApi api = new NativeApi(system.subject().url(), SILENCE);
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
}
