package dev.turnpike.judge;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Judges that are killed with SIGKILL in mid-load, over and over, and an audit of what they leave:
 * every turn has one score under each rubric, stored and published, and each stored score was
 * booked once.
 */
class KilledJudgeTest {

  private static final int RUBRICS = 5;
  private static final int TURNS = 120;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestPlatform platform = TestPlatform.shared();
  private final TestDatabase database = platform.newDatabase();
  private final String group = "judge-workers-" + UUID.randomUUID();
  private final String user = "user-" + UUID.randomUUID();
  private final List<CompletedTurn> turns = new ArrayList<>();

  @Test
  void everyTurnIsScoredOnceUnderEachRubricHoweverOftenJudgesAreKilled() {
    try (TopicReader<TurnScore> scores = TopicReader.fromNow(Topics.TURNS_SCORED);
        KilledJvm judges = new KilledJvm(this::judge, this::stored, PATIENCE)) {
      write();
      judges.finish(KILLS, TURNS * RUBRICS);
      var published = published(scores);
      judges.stop();
      audit(published);
    }
  }

  private void write() {
    try (TopicWriter<CompletedTurn> writer = TopicWriter.to(Topics.TURNS_COMPLETED)) {
      for (int i = 0; i < TURNS; i++) {
        var turn =
            Turns.builder(user, user("What is %d + 1?".formatted(i)))
                .setAnswer("It is %d.".formatted(i + 1))
                .build();
        turns.add(turn);
        writer.write(user + "-" + i, turn); // so that they are in all partitions
      }
    }
  }

  private ChildJvm judge() {
    return ChildJvm.running(JudgeWorkersApplication.class)
        .environment(Map.of("TURNPIKE_ENVIRONMENT", "test"))
        .arguments(
            (Object[])
                platform.serviceArguments(
                    database,
                    "--turnpike.completed-turns.group=" + group,
                    "--turnpike.judge.concurrent-calls=4",
                    "--turnpike.judge.model=sim:ttft=60"))
        .start();
  }

  private int stored() {
    try {
      return number("select count(*) from judge.scores where user_id = '%s'".formatted(user));
    } catch (BadSqlGrammarException e) {
      return 0; // the first judge has not made the tables yet
    }
  }

  private List<TurnScore> published(TopicReader<TurnScore> reader) {
    return reader.all(this::isOurs, TURNS * RUBRICS, PATIENCE).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private boolean isOurs(ConsumerRecord<String, TurnScore> record) {
    return record.value().getUserId().equals(user);
  }

  private void audit(List<TurnScore> published) {
    assertThat(stored()).as("stored").isEqualTo(TURNS * RUBRICS);
    assertThat(published.stream().map(KilledJudgeTest::key).toList())
        .as("published, each once")
        .hasSize(TURNS * RUBRICS)
        .doesNotHaveDuplicates();
    assertThat(published.stream().map(TurnScore::getTurnId).collect(Collectors.toSet()))
        .isEqualTo(turns.stream().map(CompletedTurn::getTurnId).collect(Collectors.toSet()));
    assertThat(Set.copyOf(published).stream().map(KilledJudgeTest::line).toList())
        .as("published as stored")
        .containsExactlyInAnyOrderElementsOf(
            jdbc()
                .sql("select turn_id, rubric, score from judge.turn_scores where user_id = ?")
                .param(user)
                .query(
                    (row, _) ->
                        "%s %s %s".formatted(row.getString(1), row.getString(2), row.getDouble(3)))
                .list());
    assertThat(number("select sum(unpriced_tokens) from judge.spending"))
        .as("booked")
        .isEqualTo(number("select sum(input_tokens + output_tokens) from judge.scores"));
  }

  private static String key(TurnScore score) {
    return String.join(
        " ",
        score.getTurnId().toString(),
        score.getRubric(),
        score.getRubricVersion(),
        score.getJudgeModel());
  }

  private static String line(TurnScore score) {
    return "%s %s %s".formatted(score.getTurnId(), score.getRubric(), score.getScore());
  }

  private int number(String query) {
    return jdbc().sql(query).query(Integer.class).single();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(JudgeDatabase.source(database));
  }
}
