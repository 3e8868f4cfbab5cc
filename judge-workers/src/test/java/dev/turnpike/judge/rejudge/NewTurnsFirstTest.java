package dev.turnpike.judge.rejudge;

import static dev.turnpike.judge.ScriptedJudge.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do to the log and in it while a run goes over it. */
class NewTurnsFirstTest {

  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", TestPlatform.shared().bootstrapServers()));

  @TempDir private Path rubrics;
  private History history;

  @BeforeEach
  void start() {
    history = new History(rubrics).rubric("a");
    history.judge.says("a", verdict(1));
  }

  @AfterEach
  void stop() {
    history.close();
    admin.close();
  }

  @Test
  void onlyWhatJudgesOfNewTurnsHavePassedIsJudged() throws Exception {
    var passed = history.turn();
    history.write(passed);
    commit(history.write(history.turn()).offset(), history.write(history.turn()));

    assertThat(history.rejudge("a").scored()).isOne();
    assertThat(history.stored("a")).containsExactly(passed.getTurnId());
  }

  @Test
  void whileTheyAreBehindNothingIsJudged() throws Exception {
    history.with("TURNPIKE_JUDGE_REJUDGE_MOSTLAG", "1");
    var turns = Stream.generate(history::turn).limit(6).toList();
    var written = turns.stream().map(history::write).toList();
    commit(written.get(2).offset(), written.getFirst());
    var pause = new Pause(written);

    var result = history.rejudge(history.options("a"), pause);

    assertThat(pause.doneWhileBehind).isZero();
    assertThat(pause.told).isEqualTo("judging of new turns is 3 behind and goes first");
    assertThat(result.scored()).isEqualTo(2);
    assertThat(history.stored("a"))
        .containsExactlyInAnyOrder(turns.get(0).getTurnId(), turns.get(1).getTurnId());
  }

  @Test
  void whatRetentionTakesIsPassedOver() {
    var turns = Stream.generate(history::turn).limit(4).toList();
    var written = turns.stream().map(history::write).toList();

    var result =
        history.rejudge(
            history.options("a"),
            new History.Silent() {
              @Override
              public boolean planned(Plan plan) {
                assertThat(plan.lacking()).isEqualTo(4);
                delete(written.get(2));
                return true;
              }
            });

    assertThat(history.stored("a"))
        .containsExactlyInAnyOrderElementsOf(
            turns.subList(2, 4).stream().map(CompletedTurn::getTurnId).toList());
    assertThat(result.lost()).isGreaterThanOrEqualTo(2);
    assertThat(result.end()).isEqualTo(RejudgeResult.End.DONE);
  }

  /** As the judges of new turns do; in the other partitions they have passed everything. */
  private void commit(long offset, RecordMetadata place) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    var topic = admin.describeTopics(List.of(place.topic())).allTopicNames().get();
    var partitions = topic.values().iterator().next().partitions();
    var ends =
        admin
            .listOffsets(
                partitions.stream()
                    .collect(
                        Collectors.toMap(
                            info -> new TopicPartition(place.topic(), info.partition()),
                            _ -> OffsetSpec.latest())))
            .all()
            .get();
    ends.forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end.offset())));
    offsets.put(
        new TopicPartition(place.topic(), place.partition()), new OffsetAndMetadata(offset));
    admin.alterConsumerGroupOffsets(history.group(), offsets).all().get();
  }

  private void delete(RecordMetadata before) {
    try {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(Topics.TURNS_COMPLETED.name(), before.partition()),
                  RecordsToDelete.beforeOffset(before.offset())))
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets judging of new turns catch up when it was waited for a while. */
  private final class Pause extends History.Silent {
    private final List<RecordMetadata> written;
    private int waited;
    private long doneWhileBehind;
    private String told = "";

    Pause(List<RecordMetadata> written) {
      this.written = written;
    }

    @Override
    public void progress(Progress progress) {
      if (progress.waiting().isPresent()) {
        told = progress.waiting().get();
        doneWhileBehind = Math.max(doneWhileBehind, progress.done());
        if (++waited == 3) {
          try {
            commit(written.getLast().offset() + 1, written.getLast());
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
  }
}
