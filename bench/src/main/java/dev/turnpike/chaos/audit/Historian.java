package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.audit.TopicScan.Isolation;
import dev.turnpike.chaos.audit.TurnHistory.Event;
import dev.turnpike.chaos.cluster.Access;
import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Heard;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnScore;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells the whole history of turns whose guarantees were violated. It reads the topics once more:
 * that is rare, and what the others keep of each record need not be more than they check.
 */
final class Historian {
  private final Map<UUID, List<Event>> events = new HashMap<>();
  private final Access access;

  private Historian(Access access, List<UUID> turns) {
    this.access = access;
    turns.forEach(turn -> events.put(turn, new ArrayList<>()));
  }

  static List<TurnHistory> of(List<UUID> turns, Access access, Evidence evidence)
      throws SQLException {
    if (turns.isEmpty()) {
      return List.of();
    }
    Historian historian = new Historian(access, turns);
    historian.readTopics();
    for (StartedTurn started : evidence.started()) {
      evidence.asked(started).ifPresent(asked -> historian.client(started.turn(), asked));
      started
          .marker()
          .ifPresent(
              marker ->
                  evidence
                      .circumstances()
                      .journal()
                      .calls(marker)
                      .forEach(call -> historian.call(started.turn(), call)));
    }
    List<TurnHistory> histories = new ArrayList<>();
    for (UUID turn : turns) {
      histories.add(
          new TurnHistory(
              turn,
              historian.events.getOrDefault(turn, List.of()),
              TurnRows.of(access.database(), turn)));
    }
    return histories;
  }

  private void readTopics() {
    try (SchemaRegistry registry =
        SchemaRegistry.connect(RegistrySettings.of(access.registryUrl()))) {
      read(Topics.CHAT_REQUESTS, registry, TurnCommand::getTurnId, Historian::command);
      read(Topics.CHAT_REPLIES, registry, ReplyEvent::getTurnId, Historian::reply);
      read(Topics.TURNS_COMPLETED, registry, CompletedTurn::getTurnId, Historian::end);
      read(
          Topics.MEMORY_CHANGES,
          registry,
          change -> change.getProvenance().getTurnId(),
          Historian::change);
      read(Topics.TURNS_SCORED, registry, TurnScore::getTurnId, Historian::score);
    }
  }

  /** A part of an event. */
  private interface Part<T, P> {
    P of(T event);
  }

  private <T extends SpecificRecord> void read(
      Topic<T> topic, SchemaRegistry registry, Part<T, UUID> turn, Part<T, String> words) {
    EventSerde<T> serde = EventSerde.of(topic, registry);
    Isolation isolation = topic.equals(Topics.CHAT_REPLIES) ? Isolation.ALL : Isolation.COMMITTED;
    try (TopicScan scan = new TopicScan(access.bootstrapServers(), topic.name(), isolation)) {
      scan.readOn(record -> take(record, serde, turn, words));
    }
  }

  private <T extends SpecificRecord> void take(
      ConsumerRecord<byte[], byte[]> record,
      EventSerde<T> serde,
      Part<T, UUID> turn,
      Part<T, String> words) {
    if (record.value() == null) {
      return;
    }
    try {
      T event = serde.deserialize(record.value());
      note(
          turn.of(event),
          Instant.ofEpochMilli(record.timestamp()),
          Place.of(record).toString(),
          "%s, %d bytes".formatted(words.of(event), record.value().length));
    } catch (MalformedEventException poison) {
      // It is about no turn.
    }
  }

  private void client(UUID turn, Asked asked) {
    String who = "client " + asked.marker();
    note(turn, asked.sentAt(), who, "asked at " + asked.node() + ": " + asked.question().model());
    asked.answeredAt().ifPresent(at -> note(turn, at, who, "" + asked.answered()));
    int number = 0;
    for (Heard heard : asked.heard()) {
      String listener = "%s listener %d".formatted(heard.habit(), ++number);
      heard.moments().forEach(moment -> note(turn, moment.at(), listener, moment.what()));
    }
  }

  private void call(UUID turn, ModelJournal.Entry call) {
    note(turn, call.at(), "model", call.faulty() ? "asked, answers with a fault" : "asked");
    if (call.endedAt().isBefore(Instant.MAX)) {
      note(turn, call.endedAt(), "model", call.whole() ? "answered to the end" : "broken off");
    }
  }

  private void note(UUID turn, Instant at, String source, String what) {
    List<Event> known = events.get(turn);
    if (known != null) {
      known.add(new Event(at, source, what));
    }
  }

  private static String command(TurnCommand command) {
    return command.getBody().getClass().getSimpleName();
  }

  private static String reply(ReplyEvent event) {
    String kind = event.getBody().getClass().getSimpleName();
    return "%s of attempt %d%s"
        .formatted(
            kind,
            event.getAttempt(),
            event.getBody() instanceof Delta delta
                ? ", seq %d, %d chars".formatted(delta.getSeq(), delta.getText().length())
                : "");
  }

  private static String end(CompletedTurn turn) {
    return "%s in attempt %d, %d steps, answer of %d chars"
        .formatted(
            turn.getStatus(),
            turn.getAttempts(),
            turn.getSteps().size(),
            turn.getAnswer().length());
  }

  private static String change(MemoryChange change) {
    return "%s, memory %s"
        .formatted(change.getBody().getClass().getSimpleName(), change.getMemoryId());
  }

  private static String score(TurnScore score) {
    return "%s %s: %s".formatted(score.getRubric(), score.getRubricVersion(), score.getScore());
  }
}
