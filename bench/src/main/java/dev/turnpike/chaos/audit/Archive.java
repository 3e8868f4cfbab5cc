package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.audit.TopicScan.Isolation;
import dev.turnpike.chaos.cluster.Access;
import dev.turnpike.chaos.load.Ledger;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnScore;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the topics, again and again from where it was, and keeps what the guarantees look at. */
final class Archive implements AutoCloseable {
  private final Access access;
  private final SchemaRegistry registry;
  private final Map<Topic<?>, TopicScan> scans = new HashMap<>();
  private final List<TopicScan> deadLetterScans = new ArrayList<>();

  private final List<StartedTurn> started = new ArrayList<>();
  private final List<Clearing> clearings = new ArrayList<>();
  private final List<Rollback> rollbacks = new ArrayList<>();
  private final Map<UUID, Follower> replies = new HashMap<>();
  private final Map<UUID, List<EndedTurn>> ended = new HashMap<>();
  private final List<Evidence.Learned> learned = new ArrayList<>();
  private final List<Score> scored = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Rollups rollups = new Rollups();

  Archive(Access access) {
    this.access = access;
    this.registry = SchemaRegistry.connect(RegistrySettings.of(access.registryUrl()));
    for (Topic<?> topic : Topics.ALL) {
      // What reaches clients at once is not written in transactions.
      Isolation isolation = topic.equals(Topics.CHAT_REPLIES) ? Isolation.ALL : Isolation.COMMITTED;
      scans.put(topic, new TopicScan(access.bootstrapServers(), topic.name(), isolation));
      deadLetterScans.add(
          new TopicScan(access.bootstrapServers(), topic.deadLetterTopic(), Isolation.COMMITTED));
    }
  }

  void readOn() {
    readOn(Topics.CHAT_REQUESTS, this::command);
    readOn(Topics.CHAT_REPLIES, this::reply);
    readOn(Topics.TURNS_COMPLETED, this::end);
    readOn(Topics.MEMORY_CHANGES, this::change);
    readOn(Topics.TURNS_SCORED, this::score);
    readRollups();
    deadLetterScans.forEach(scan -> scan.readOn(record -> deadLetters.add(DeadLetter.of(record))));
  }

  /** By partition, the offset after the last record of that topic. */
  Map<TopicPartition, Long> next(Topic<?> topic) {
    return scan(topic).next();
  }

  /** Turns in the log that have no end yet. */
  long open() {
    return started.stream().filter(turn -> !ended.containsKey(turn.turn())).count();
  }

  Evidence evidence(Ledger ledger, Circumstances circumstances, List<Leftover> leftovers)
      throws SQLException {
    return new Evidence(
        ledger.byMarker(),
        ledger.erasures(),
        circumstances,
        started,
        clearings,
        rollbacks,
        replies,
        ended,
        learned,
        scored,
        deadLetters,
        rollups,
        leftovers,
        Tables.read(access.database()));
  }

  /** How many turns and scores the analytics have not published yet, or have too often. */
  long unpublished() {
    return rollups.unpublished(Score.different(scored));
  }

  /** The last record of each key counts. */
  private void readRollups() {
    EventSerde<Rollup> serde = EventSerde.of(Topics.ANALYTICS_ROLLUPS, registry);
    scan(Topics.ANALYTICS_ROLLUPS)
        .readOn(
            record ->
                read(
                    record,
                    serde,
                    (rollup, _) -> rollups.published(ByteBuffer.wrap(record.key()), rollup)));
  }

  /** What to do with one event. */
  private interface Sink<T> {
    void take(T event, Place place);
  }

  private <T extends SpecificRecord> void readOn(Topic<T> topic, Sink<T> sink) {
    EventSerde<T> serde = EventSerde.of(topic, registry);
    scan(topic).readOn(record -> read(record, serde, sink));
  }

  private static <T extends SpecificRecord> void read(
      ConsumerRecord<byte[], byte[]> record, EventSerde<T> serde, Sink<T> sink) {
    if (record.value() == null) {
      return;
    }
    try {
      sink.take(serde.deserialize(record.value()), Place.of(record));
    } catch (MalformedEventException poison) {
      // G6 looks for it where it belongs.
    }
  }

  private TopicScan scan(Topic<?> topic) {
    TopicScan scan = scans.get(topic);
    if (scan == null) {
      throw new IllegalArgumentException("Unknown topic " + topic.name());
    }
    return scan;
  }

  private void command(TurnCommand command, Place place) {
    String session = command.getSessionId();
    if (command.getBody() instanceof StartTurn start) {
      started.add(
          new StartedTurn(
              command.getTurnId(),
              session,
              Marker.in(start.getMessages().getLast().getContent()),
              Optional.ofNullable(start.getReplaces()),
              place));
    } else if (command.getBody() instanceof ClearHistory) {
      clearings.add(new Clearing(session, place));
    } else if (command.getBody() instanceof ResolveBusy busy
        && busy.getOnBusy() == OnBusy.ROLLBACK) {
      rollbacks.add(new Rollback(session, command.getAcceptedAt(), place));
    }
  }

  private void reply(ReplyEvent event, Place place) {
    replies.computeIfAbsent(event.getTurnId(), _ -> new Follower()).event(event, place);
  }

  private void end(CompletedTurn turn, Place place) {
    rollups.ended(turn);
    ended.computeIfAbsent(turn.getTurnId(), _ -> new ArrayList<>()).add(EndedTurn.of(turn, place));
  }

  private void change(MemoryChange change, Place place) {
    if (change.getBody() instanceof MemoryAdded) {
      learned.add(new Evidence.Learned(change.getProvenance().getTurnId(), change.getMemoryId()));
    }
  }

  private void score(TurnScore score, Place place) {
    scored.add(
        new Score(
            score.getTurnId(),
            score.getRubric(),
            score.getRubricVersion(),
            score.getJudgeModel(),
            score.getScore()));
  }

  @Override
  public void close() {
    scans.values().forEach(TopicScan::close);
    deadLetterScans.forEach(TopicScan::close);
    registry.close();
  }
}
