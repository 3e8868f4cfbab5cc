package dev.turnpike.judge;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.LogLines;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service as it runs, on a real broker and database, with the simulated model. */
class JudgeWorkersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int RUBRICS = 5;
  private static final TestPlatform platform = TestPlatform.shared();
  private static final String GROUP = "judge-workers-" + UUID.randomUUID();
  private static final TestDatabase database = platform.newDatabase();
  private static TopicWriter<CompletedTurn> turns;
  private static ConfigurableApplicationContext service;

  private final TopicReader<TurnScore> scores = TopicReader.fromNow(Topics.TURNS_SCORED);

  @BeforeAll
  static void start() {
    turns = TopicWriter.to(Topics.TURNS_COMPLETED);
    service = start(database, GROUP);
  }

  @AfterAll
  static void stop() {
    service.close();
    turns.close();
  }

  @AfterEach
  void close() {
    scores.close();
  }

  @Test
  void aTurnIsScoredAndTheScoreCanBeRead() {
    var turn = answered("The capital of France is Paris.");
    var written = turns.write("ada", turn);

    var score = relevancy(scoresOf(turn, RUBRICS));
    assertThat(score.getScore()).isBetween(0.0, 1.0);
    assertThat(score.getReasoning()).startsWith("(Simulated model)");
    assertThat(score.getSimulated()).isTrue();
    assertThat(scoresOf(turn, RUBRICS))
        .extracting(record -> record.value().getRubric())
        .containsExactly("conciseness", "hallucination", "helpfulness", "relevancy", "toxicity");
    assertThat(score.getJudgeModel()).isEqualTo("sim");
    assertThat(score.getPromptVersion()).isEqualTo(turn.getPromptVersion());
    assertThat(score.getUsage().getInputTokens()).isPositive();
    assertThat(score.getProvenance().getOffset()).isEqualTo(written.offset());

    assertThat(stored(turn))
        .hasSize(RUBRICS)
        .filteredOn(row -> "relevancy".equals(row.get("rubric")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("score")).isEqualTo(score.getScore());
              assertThat(row.get("reasoning")).isEqualTo(score.getReasoning());
              assertThat(row.get("rubric_version")).isEqualTo(score.getRubricVersion());
              assertThat(row.get("session_id")).isEqualTo(turn.getSessionId());
              assertThat(row.get("simulated")).isEqualTo(true);
              assertThat(row.get("lower_is_better")).isEqualTo(false);
            });
  }

  @Test
  void aForgottenUsersScoresGoAndNoneAreAdded() {
    var turn = CompletedTurn.newBuilder(answered("Paris.")).setUserId("eve").build();
    turns.write("eve", turn);
    scoresOf(turn, RUBRICS);

    forget("eve");
    await().atMost(PATIENCE).until(() -> stored(turn).isEmpty());
    await().atMost(PATIENCE).until(() -> erased("eve"));

    turns.write("eve", turn);
    var after = answered("The capital of France is Paris.");
    turns.write("ada", after);
    scoresOf(after, 1);
    assertThat(stored(turn)).isEmpty();
  }

  @Test
  void anAnswerThatFitsScoresHigherThanOneThatDoesNot() {
    var good = answered("The capital of France is Paris.");
    var bad = answered("Sorry, I don't know.");
    turns.write("ada", good);
    turns.write("ada", bad);

    assertThat(relevancy(scoresOf(good, RUBRICS)).getScore())
        .isGreaterThan(relevancy(scoresOf(bad, RUBRICS)).getScore());
  }

  @Test
  void aRedeliveredTurnGetsTheSameScoreAgain() {
    var turn = answered("The capital of France is Paris.");
    turns.write("ada", turn);
    scoresOf(turn, RUBRICS);
    turns.write("ada", turn);

    var published = values(scoresOf(turn, 2 * RUBRICS));
    assertThat(published).hasSize(2 * RUBRICS);
    assertThat(Set.copyOf(published)).hasSize(RUBRICS);
    assertThat(stored(turn)).hasSize(RUBRICS);
  }

  @Test
  void turnsDeliveredTwiceAtOnceGetOneScore() {
    var turn = answered("The capital of France is Paris.");
    turns.write("ada", turn);
    turns.write("ada", turn);

    var published = values(scoresOf(turn, 2 * RUBRICS));
    assertThat(published).hasSize(2 * RUBRICS);
    assertThat(Set.copyOf(published)).hasSize(RUBRICS);
    assertThat(stored(turn)).hasSize(RUBRICS);
  }

  @Test
  void onlyWholeAnswersToPeopleAreJudged() {
    var failed = Turns.builder("ada", user("Hi")).setStatus(TurnStatus.FAILED).build();
    var title = Turns.builder("ada", user("Hi")).setOrigin(Origin.TASK).build();
    var evaluation = Turns.builder("ada", user("Hi")).setOrigin(Origin.EVALUATION).build();
    turns.write("ada", failed);
    turns.write("ada", title);
    turns.write("ada", evaluation);
    var answer = answered("The capital of France is Paris.");
    turns.write("ada", answer);

    scoresOf(answer, RUBRICS);
    assertThat(stored(failed)).isEmpty();
    assertThat(stored(title)).isEmpty();
    assertThat(stored(evaluation)).isEmpty();
  }

  @Test
  void whatCantBeReadGoesToTheDeadLettersAndStopsNobody() {
    var bytes = "no event".getBytes(StandardCharsets.UTF_8);
    try (var letters =
        TopicReader.fromNow(
            platform.bootstrapServers(),
            Topics.TURNS_COMPLETED.deadLetterTopic(),
            new ByteArrayDeserializer())) {
      var turn = answered("Paris.");
      turns.writeBytes("ada", bytes);
      turns.write("ada", turn);

      scoresOf(turn, RUBRICS);
      letters.readUntil(
          PATIENCE, records -> records.stream().anyMatch(r -> isLetter(r, GROUP, bytes)));
    }
  }

  @Test
  void linesNameTheTurnAndTellNothingOfIt() {
    var turn =
        Turns.builder("ada", user("What is marked-91d7?"))
            .setAnswer("A marked-91d7 is a mark.")
            .setRequestId("request-1")
            .build();
    try (var lines = LogLines.open()) {
      turns.write("ada", turn);
      scoresOf(turn, RUBRICS);

      assertThat(lines.saying("Judged a turn"))
          .filteredOn(line -> turn.getTurnId().toString().equals(line.context().get("turn_id")))
          .hasSize(RUBRICS)
          .allSatisfy(
              line ->
                  assertThat(line.context())
                      .containsEntry("request_id", "request-1")
                      .containsEntry("user_id", "ada")
                      .containsEntry("session_id", turn.getSessionId()));
      assertThat(lines.all()).noneMatch(line -> line.whole().contains("marked-91d7"));
    }
  }

  @Test
  void aJudgesOutageIsWaitedOut() {
    var turn = answered("The capital of France is Paris.");
    var model = "sim:fault=503,times=5,key=" + turn.getTurnId();
    try (var troubled =
        start(
            platform.newDatabase(),
            "judge-workers-" + turn.getTurnId(),
            "--turnpike.judge.model=" + model)) {
      assertThat(troubled.isRunning()).isTrue();
      turns.write("ada", turn);

      scores.readUntil(
          PATIENCE, records -> records.stream().anyMatch(r -> isScoreBy(r.value(), turn, model)));
    }
  }

  @Test
  void healthAndMetricsAreServed() throws Exception {
    var turn = answered("Paris.");
    turns.write("ada", turn);
    scoresOf(turn, RUBRICS);

    assertThat(get("/health")).contains("\"UP\"", "database", "kafka");
    assertThat(get("/metrics"))
        .contains(
            "turnpike_judge_score_count{agent=\"default\",application=\"judge-workers\",prompt_version=\"0123456789ab\",rubric=\"relevancy\"}")
        .contains("turnpike_judge_tokens_total");
  }

  private static ConfigurableApplicationContext start(
      TestDatabase database, String group, String... more) {
    var arguments = new ArrayList<>(List.of(more));
    arguments.add("--turnpike.completed-turns.group=" + group);
    return JudgeWorkersApplication.application()
        .run(platform.serviceArguments(database, arguments.toArray(String[]::new)));
  }

  private static CompletedTurn answered(String answer) {
    return Turns.builder("ada", user("What is the capital of France?")).setAnswer(answer).build();
  }

  /** The scores of a turn by the service, as soon as there are this many. */
  private List<ConsumerRecord<String, TurnScore>> scoresOf(CompletedTurn turn, int count) {
    var read =
        scores.readUntil(
            PATIENCE,
            records ->
                records.stream().filter(r -> isScoreBy(r.value(), turn, "sim")).count() >= count);
    return read.stream().filter(r -> isScoreBy(r.value(), turn, "sim")).toList();
  }

  private static List<TurnScore> values(List<ConsumerRecord<String, TurnScore>> records) {
    return records.stream().map(ConsumerRecord::value).toList();
  }

  private static TurnScore relevancy(List<ConsumerRecord<String, TurnScore>> records) {
    return values(records).stream()
        .filter(score -> score.getRubric().equals("relevancy"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isScoreBy(TurnScore score, CompletedTurn turn, String judge) {
    return score.getTurnId().equals(turn.getTurnId()) && score.getJudgeModel().equals(judge);
  }

  private static boolean isLetter(
      ConsumerRecord<String, byte[]> record, String group, byte[] bytes) {
    var by = new String(record.headers().lastHeader("dlt-group").value(), StandardCharsets.UTF_8);
    return by.equals(group) && Arrays.equals(record.value(), bytes);
  }

  /** As the ingress lists whom to forget. */
  private static void forget(String user) {
    var jdbc = service.getBean(JdbcClient.class);
    jdbc.sql("create schema ingress").update();
    jdbc.sql("create table ingress.users_to_forget (user_id text, forgotten_until timestamptz)")
        .update();
    jdbc.sql("insert into ingress.users_to_forget values (?, now() + interval '1 hour')")
        .param(user)
        .update();
  }

  private static boolean erased(String user) {
    return !service
        .getBean(JdbcClient.class)
        .sql("select * from judge.erased_users where user_id = ?")
        .param(user)
        .query()
        .listOfRows()
        .isEmpty();
  }

  private static List<Map<String, @Nullable Object>> stored(CompletedTurn turn) {
    return service
        .getBean(JdbcClient.class)
        .sql("select * from judge.turn_scores where turn_id = :turn")
        .param("turn", turn.getTurnId())
        .query()
        .listOfRows();
  }

  private static String get(String path) throws Exception {
    var port = service.getEnvironment().getProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
