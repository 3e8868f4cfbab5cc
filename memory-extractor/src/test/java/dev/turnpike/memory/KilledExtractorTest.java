package dev.turnpike.memory;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.MemoryUpdated;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.ChildJvm;
import dev.turnpike.testing.KilledJvm;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Extractors that are killed with SIGKILL in mid-load, over and over, and an audit of what they
 * leave: every turn learned from once in effect, each change in the log once, and one user's turns
 * in their order, which each user's moves show: every one updates what the one before has left.
 */
class KilledExtractorTest {

  private static final int USERS = 16;
  private static final int TURNS = 12;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestPlatform platform = TestPlatform.shared();
  private final TestDatabase database = platform.newDatabase();
  private final String group = "memory-extractor-" + UUID.randomUUID();
  private final String run = UUID.randomUUID().toString();
  private final List<CompletedTurn> turns = new ArrayList<>();

  @Test
  void everyTurnIsLearnedOnceInEffectAndInOrderHoweverOftenExtractorsAreKilled() {
    try (TopicReader<MemoryChange> changes = TopicReader.fromNow(Topics.MEMORY_CHANGES);
        KilledJvm extractors = new KilledJvm(this::extractor, this::learned, PATIENCE)) {
      write();
      extractors.finish(KILLS, USERS * TURNS);
      extractors.stop();
      audit(published(changes));
    }
  }

  /** Each user moves with every turn, and tells of something new with every other. */
  private void write() {
    try (TopicWriter<CompletedTurn> writer = TopicWriter.to(Topics.TURNS_COMPLETED)) {
      for (int turn = 0; turn < TURNS; turn++) {
        for (int of = 0; of < USERS; of++) {
          var said = "I live in Town%s.".formatted(name(turn));
          var news = turn % 2 == 0 ? " I play %sball.".formatted(name(turn)) : "";
          var completed = Turns.of(userId(of), user(said + news));
          turns.add(completed);
          writer.write(userId(of), completed);
        }
      }
    }
  }

  private static String name(int turn) {
    return List.of(
            "Ada", "Bea", "Cid", "Dan", "Eva", "Fox", "Gus", "Hal", "Ida", "Jan", "Kit", "Leo")
        .get(turn);
  }

  private static int changesOfOne() {
    return TURNS + TURNS / 2;
  }

  private String userId(int number) {
    return "user-%d-%s".formatted(number, run);
  }

  private ChildJvm extractor() {
    return ChildJvm.running(MemoryExtractorApplication.class)
        .environment(Map.of("TURNPIKE_ENVIRONMENT", "test"))
        .arguments(
            (Object[])
                platform.serviceArguments(
                    database,
                    "--turnpike.completed-turns.group=" + group,
                    "--turnpike.memory.model=sim:ttft=40"))
        .start();
  }

  /** The turns of this run: others write to the topic too. */
  private int learned() {
    try {
      return jdbc()
          .sql("select count(*) from memory.learned_turns where user_id like :run")
          .param("run", "%" + run)
          .query(Integer.class)
          .single();
    } catch (BadSqlGrammarException e) {
      return 0; // the first extractor has not made the tables yet
    }
  }

  private List<MemoryChange> published(TopicReader<MemoryChange> reader) {
    return reader.all(this::isOurs, USERS * changesOfOne(), PATIENCE).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private boolean isOurs(ConsumerRecord<String, MemoryChange> record) {
    return record.value() != null && record.value().getUserId().endsWith(run);
  }

  private void audit(List<MemoryChange> published) {
    assertThat(learned()).isEqualTo(turns.size());
    assertThat(published).as("each change once").doesNotHaveDuplicates();
    for (int of = 0; of < USERS; of++) {
      var user = userId(of);
      var theirs = published.stream().filter(c -> c.getUserId().equals(user)).toList();
      assertThat(theirs).extracting(KilledExtractorTest::told).isEqualTo(expected());
      assertThat(theirs)
          .extracting(change -> change.getProvenance().getTurnId())
          .containsExactlyElementsOf(turnsOf(user));
      assertThat(facts(user)).containsExactlyInAnyOrderElementsOf(expectedFacts());
    }
  }

  /** The turn of each change of a user's, in the order that they were written in. */
  private List<UUID> turnsOf(String user) {
    var theirs = turns.stream().filter(turn -> turn.getUserId().equals(user)).toList();
    return IntStream.range(0, TURNS)
        .boxed()
        .flatMap(i -> IntStream.rangeClosed(0, (i + 1) % 2).mapToObj(_ -> theirs.get(i)))
        .map(CompletedTurn::getTurnId)
        .toList();
  }

  private static List<String> expected() {
    var told = new ArrayList<String>();
    for (int turn = 0; turn < TURNS; turn++) {
      var town = "The user lives in Town" + name(turn);
      told.add(turn == 0 ? town : "The user lives in Town%s > %s".formatted(name(turn - 1), town));
      if (turn % 2 == 0) {
        told.add("The user plays %sball".formatted(name(turn)));
      }
    }
    return told;
  }

  private static List<String> expectedFacts() {
    var facts = new ArrayList<>(List.of("The user lives in Town" + name(TURNS - 1)));
    for (int turn = 0; turn < TURNS; turn += 2) {
      facts.add("The user plays %sball".formatted(name(turn)));
    }
    return facts;
  }

  private static String told(MemoryChange change) {
    return switch (change.getBody()) {
      case MemoryAdded added -> added.getText();
      case MemoryUpdated updated -> updated.getPrevious() + " > " + updated.getText();
      default -> change.getBody().toString();
    };
  }

  private List<String> facts(String user) {
    return jdbc()
        .sql("select text from memory.facts where user_id = :user")
        .param("user", user)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(source());
  }

  private DataSource source() {
    var source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }
}
