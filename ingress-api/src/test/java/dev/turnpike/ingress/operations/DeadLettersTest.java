package dev.turnpike.ingress.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.PutLetter;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dead letters of a topic that nobody reads here. */
class DeadLettersTest {
  private static final String TOPIC = "analytics.alerts";
  private static final String LETTERS = "/api/v1/operations/dead-letters";
  private static final byte[] GARBAGE =
      "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

  private static RunningIngress ingress;
  private static ApiClient api;
  private static String token;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    api = ingress.client();
    token = ingress.administratorToken();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  private static String path(long offset) {
    return LETTERS + "/" + TOPIC + ".dlt/0/" + offset;
  }

  @Test
  void areListedNewestFirstPageByPageEachOnce() {
    List<Long> put = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      put.addFirst(PutLetter.of(TOPIC, "key-" + i, GARBAGE));
    }
    List<Long> listed = new ArrayList<>();
    String before = "";
    while (listed.size() < 7) {
      Answer page = api.get(LETTERS + "?topic=" + TOPIC + ".dlt&limit=3" + before, token);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      page.body().path("letters").forEach(each -> listed.add(each.path("offset").asLong()));
      before = "&before=" + page.body().path("before").asString();
    }
    assertThat(listed.subList(0, 7)).isEqualTo(put);
    JsonNode newest =
        api.get(LETTERS + "?topic=" + TOPIC + ".dlt&limit=1", token).body().at("/letters/0");
    assertThat(newest.path("key").asString()).isEqualTo("key-6");
    assertThat(newest.path("reason").asString()).isEqualTo("unreadable");
    assertThat(newest.path("failure").asString()).isEqualTo("It has no schema.");
    assertThat(newest.path("original_offset").asLong()).isEqualTo(4711);
    assertThat(newest.path("size").asInt()).isEqualTo(GARBAGE.length);
    assertThat(newest.has("text")).as("what it holds is not listed").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?topic=chat.requests",
        "?topic=__consumer_offsets",
        "?topic=analytics.alerts.dlt&limit=0",
        "?topic=analytics.alerts.dlt&limit=101",
        "?topic=analytics.alerts.dlt&before=x",
        "?topic=analytics.alerts.dlt&before=0-9999999999999999999",
        "/chat.requests/0/0",
        "/analytics.alerts.dlt/0/-1",
        "/analytics.alerts.dlt/7/0",
        "/analytics.alerts.dlt/0/999999999",
        "/analytics.alerts.dlt/x/0"
      })
  void whatIsNoneIsRefused(String path) {
    assertThat(api.get(LETTERS + path, token).status()).isIn(400, 404, 422);
  }

  @Test
  void whatCanNotBeReadIsShownAsBytesAndSaysWhy() {
    long offset = PutLetter.of(TOPIC, "key", GARBAGE);

    JsonNode letter = api.get(path(offset), token).body();

    assertThat(letter.path("unread").asString()).isNotEmpty();
    assertThat(letter.path("text").asString()).isEqualTo("<script>alert(1)</script>");
    assertThat(letter.path("hex").asString()).startsWith("3c7363");
    assertThat(letter.path("cut").asBoolean()).isFalse();
    assertThat(letter.at("/headers/0/name").asString()).isEqualTo("traceparent");
    awaitAudited("dead_letter_read", offset);
  }

  @Test
  void ofALongOneOnlyTheBeginningIsShown() {
    long offset = PutLetter.of(TOPIC, "key", "ä".repeat(50_000).getBytes(StandardCharsets.UTF_8));

    Answer letter = api.get(path(offset), token);

    assertThat(letter.body().path("cut").asBoolean()).isTrue();
    assertThat(letter.body().path("text").asString()).startsWith("ää").hasSizeLessThan(4_097);
    assertThat(letter.raw().body()).hasSizeLessThan(20_000);
  }

  @Test
  void isDrivenAgainByteForByteAndASecondTimeOnlyWhenThatIsMeant() {
    long offset = PutLetter.of(TOPIC, "the-key", GARBAGE);

    JsonNode driven = api.postJson(path(offset) + "/redrive", token, "").body();

    ConsumerRecord<byte[], byte[]> record = record(driven.path("offset").asLong());
    assertThat(record.value()).isEqualTo(GARBAGE);
    assertThat(record.key()).isEqualTo("the-key".getBytes(StandardCharsets.UTF_8));
    assertThat(record.headers()).extracting(header -> header.key()).containsExactly("traceparent");
    awaitAudited("dead_letter_redriven", offset);

    Answer second = api.postJson(path(offset) + "/redrive", token, "");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().path("code").asString()).isEqualTo("already_redriven");
    assertThat(second.body().path("detail").asString())
        .contains("offset " + driven.path("offset").asLong(), "again=true");

    assertThat(api.postJson(path(offset) + "/redrive?again=true", token, "").status())
        .isEqualTo(200);
    assertThat(api.get(path(offset), token).body().path("redrives")).hasSize(2);
    assertThat(
            api.get(LETTERS + "?topic=" + TOPIC + ".dlt", token)
                .body()
                .path("letters")
                .valueStream()
                .filter(each -> each.path("offset").asLong() == offset)
                .findFirst()
                .orElseThrow()
                .path("redriven")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void ofManyWhoDriveItAtOnceOneDoes() throws Exception {
    long offset = PutLetter.of(TOPIC, "key", GARBAGE);
    List<Callable<Integer>> calls =
        List.of(
            () -> api.postJson(path(offset) + "/redrive", token, "").status(),
            () -> api.postJson(path(offset) + "/redrive", token, "").status(),
            () -> api.postJson(path(offset) + "/redrive", token, "").status());
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(calls)) {
        statuses.add(each.get());
      }
    }
    // Only so many readers are let in at a time; whoever is not may ask again.
    assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 409, 503);
    assertThat(api.get(path(offset), token).body().path("redrives")).hasSize(1);
  }

  @Test
  void withoutItsValueItStaysWhereItIs() {
    long offset = PutLetter.withoutValue(TOPIC, "key");

    JsonNode letter = api.get(path(offset), token).body();
    assertThat(letter.path("unread").asString()).contains("partition 0, offset 4711");
    assertThat(letter.toString()).doesNotContain("secret text");
    Answer driven = api.postJson(path(offset) + "/redrive", token, "");
    assertThat(driven.status()).isEqualTo(409);
    assertThat(driven.body().path("code").asString()).isEqualTo("value_left_out");
  }

  @Test
  void itsHeadersDoNotChooseWhereItGoes() {
    var letter =
        new ProducerRecord<byte[], byte[]>(
            TOPIC + ".dlt", "k".getBytes(StandardCharsets.UTF_8), GARBAGE);
    letter.headers().add("dlt-topic", "chat.requests".getBytes(StandardCharsets.UTF_8));
    letter.headers().add("dlt-partition", "2147483647".getBytes(StandardCharsets.UTF_8));
    long offset = PutLetter.put(letter);

    Answer driven = api.postJson(path(offset) + "/redrive", token, "");
    assertThat(driven.status()).isEqualTo(409);
    assertThat(driven.body().path("code").asString()).isEqualTo("no_dead_letter");
  }

  @Test
  void nobodyElseReadsOrDrivesThem() {
    long offset = PutLetter.of(TOPIC, "key", GARBAGE);
    String user = api.visitor().userToken();

    assertThat(api.get(path(offset), user).status()).isEqualTo(403);
    assertThat(api.get(LETTERS + "?topic=" + TOPIC + ".dlt", user).status()).isEqualTo(403);
    assertThat(api.postJson(path(offset) + "/redrive", user, "").status()).isEqualTo(403);
    assertThat(api.get(path(offset), null).status()).isEqualTo(401);
    assertThat(api.get(path(offset), token).body().path("redrives")).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", TestPlatform.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return !found.isEmpty();
              });
      return found.getFirst();
    }
  }

  private static void awaitAudited(String action, long offset) {
    await()
        .until(
            () -> {
              try (var connection = ingress.database().connect();
                  var statement =
                      connection.prepareStatement(
                          "select count(*) from ingress.account_events where action = ?"
                              + " and subject = ? and user_id = ?")) {
                statement.setString(1, action);
                statement.setString(2, "dead-letter:" + TOPIC + ".dlt/0/" + offset);
                statement.setString(3, RunningIngress.ADMINISTRATOR);
                try (var rows = statement.executeQuery()) {
                  return rows.next() && rows.getInt(1) == 1;
                }
              }
            });
  }
}
