package dev.turnpike.bench.shapes;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.Prompt;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Turn;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Lets users say something about themselves, and waits until the memory has learned it. */
record Teaching(OwnSystem system, TurnpikeTarget turnpike, Duration silence) {
  private static final String QUICK = "sim:ttft=0,gap=0,tokens=5,text=lorem,seed=1";
  private static final Duration BRIEF = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Told in one message each; of things that nobody takes for each other. */
  private static final List<String> FACTS =
      List.of(
          "I live in Lisbon.",
          "I work as a carpenter.",
          "I am allergic to peanuts.",
          "I speak Finnish.",
          "I play the trombone.",
          "My favourite colour is turquoise.",
          "My favourite dish is ratatouille.",
          "My dog is called Bello.",
          "I have two bicycles.",
          "I hate thunderstorms.",
          "I enjoy chess.",
          "My birthday is 3 March.");

  /**
   * @param users of the target, each of whom tells all
   * @param facts how many of each user there are then
   */
  void teach(int users, int facts) throws IOException, InterruptedException {
    Prompt told = Prompt.of(FACTS.stream().limit(facts).collect(Collectors.joining(" ")));
    List<Reference> texts =
        Texts.read(QUICK, 1, silence, new ModelTarget(system.subject().model()));
    List<Turn> turns =
        new Load(texts, Duration.ZERO, silence).run(turnpike.lanes(users, told), BRIEF).all();
    if (!turns.stream().allMatch(Turn::succeeded)) {
      throw new BenchRefusal("A turn failed before anything was measured.");
    }
    await(users * facts);
  }

  private void await(int facts) throws InterruptedException {
    Endpoints.Database place = system.endpoints().database();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Connection database =
            DriverManager.getConnection(place.url(), place.user(), place.password());
        Statement statement = database.createStatement()) {
      for (int known = 0; known < facts; known = known(statement)) {
        if (System.nanoTime() > deadline) {
          throw new BenchRefusal(
              "The memory has learned %d of %d facts in %d s: see the log of memory-extractor."
                  .formatted(known, facts, PATIENCE.toSeconds()));
        }
        Thread.sleep(LOOK);
      }
    } catch (SQLException e) {
      throw new BenchRefusal("The facts can't be counted: " + e.getMessage(), e);
    }
  }

  private static int known(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from memory.facts")) {
      row.next();
      return row.getInt(1);
    }
  }
}
