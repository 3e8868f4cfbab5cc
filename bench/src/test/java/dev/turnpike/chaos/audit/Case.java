package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.AskedQuestions;
import dev.turnpike.chaos.load.Erasure;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.chaos.load.Poison;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The evidence of one session whose turns all went well, for a test to spoil. */
final class Case {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final String MODEL = "sim:text=lorem,tokens=3,seed=1";
  static final String ANSWER = SimulatedModel.loremText(MODEL);
  static final String SESSION = "session";

  final Map<Marker, Asked> asked = new HashMap<>();
  final List<Erasure> erasures = new ArrayList<>();
  final List<Poison> poisons = new ArrayList<>();
  final ModelJournal journal = new ModelJournal();
  final List<Trouble> troubles = new ArrayList<>();
  final List<Chronicle.Entry> entries = new ArrayList<>();
  final List<ProcessLife> processes = new ArrayList<>();
  final Rollups rollups = new Rollups();
  final List<Leftover> leftovers = new ArrayList<>();
  boolean analytics;
  final List<StartedTurn> started = new ArrayList<>();
  final List<Clearing> clearings = new ArrayList<>();
  final List<Rollback> rollbacks = new ArrayList<>();
  final Map<UUID, Follower> replies = new HashMap<>();
  final Map<UUID, List<EndedTurn>> ended = new HashMap<>();
  final List<Evidence.Learned> learned = new ArrayList<>();
  final List<Score> scored = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<StoredTurn> stored = new ArrayList<>();
  final List<UUID> taught = new ArrayList<>();
  final List<Score> scores = new ArrayList<>();
  final List<Tables.Said> said = new ArrayList<>();
  final Set<String> sessions = new HashSet<>(Set.of(SESSION));

  /** Turns number 1 to {@code turns}, one after the other; the odd ones teach. */
  static Case of(int turns) {
    Case one = new Case();
    for (int number = 1; number <= turns; number++) {
      one.add(number);
    }
    return one;
  }

  static UUID turn(int number) {
    return new UUID(7, number);
  }

  Verdict verdict(Guarantee guarantee) {
    Evidence evidence =
        new Evidence(
            asked,
            erasures,
            new Circumstances(poisons, journal, troubles, entries, analytics, processes),
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
            new Tables(stored, taught, scores, said, sessions));
    return guarantee.check(evidence).verdict(guarantee);
  }

  /** Changes what {@code turns.completed} says about a turn. */
  void spoil(int number, UnaryOperator<EndedTurn> change) {
    ended.computeIfPresent(turn(number), (_, ends) -> List.of(change.apply(ends.getFirst())));
  }

  void poison(long offset, byte... value) {
    poisons.add(new Poison("garbage", "chat.requests", 1, offset, null, ByteBuffer.wrap(value)));
  }

  void letter(long offset, byte... value) {
    deadLetters.add(
        new DeadLetter(
            null,
            ByteBuffer.wrap(value),
            "unreadable",
            Optional.of(new Place("chat.requests", 1, offset))));
  }

  /** Of a turn in the log. */
  static Place place(int number) {
    return new Place("chat.requests", 1, 10L * number);
  }

  /** Makes a turn one that takes the place of another. */
  void replaces(int number, int replaced) {
    started.replaceAll(
        each ->
            each.turn().equals(turn(number))
                ? new StartedTurn(
                    each.turn(),
                    each.session(),
                    each.marker(),
                    Optional.of(turn(replaced)),
                    each.place())
                : each);
  }

  /** Before a turn its session is made to forget what has not ended. */
  void rolledBackBefore(int number) {
    rollbacks.add(
        new Rollback(
            SESSION,
            BEGIN.plusSeconds(10L * number - 1),
            new Place("chat.requests", 1, 10L * number - 1)));
  }

  /** The session is cleared behind a turn. */
  void clearedBehind(int number) {
    clearings.add(new Clearing(SESSION, new Place("chat.requests", 1, 10L * number + 5)));
  }

  /** What the database keeps of a turn's messages. */
  void keeps(int number, boolean shown) {
    forgets(number);
    said.add(new Tables.Said(SESSION, turn(number), shown));
  }

  void forgets(int number) {
    said.removeIf(each -> each.turn().equals(turn(number)));
  }

  static ReplyEvent event(int number, int attempt, Object body) {
    return new ReplyEvent(turn(number), attempt, BEGIN, body);
  }

  static ReplyEvent event(int number, int attempt, Object body, Instant at) {
    return new ReplyEvent(turn(number), attempt, at, body);
  }

  static Delta delta(int seq, String text) {
    return new Delta(seq, text, Channel.ANSWER);
  }

  static Started begin() {
    return new Started("sim", true);
  }

  static Restarted restart() {
    return new Restarted(0, "");
  }

  static Completed end() {
    return new Completed("stop", "sim", true, Usage.newBuilder().build(), -1);
  }

  private void add(int number) {
    UUID turn = turn(number);
    Marker marker = new Marker(number);
    boolean teaches = number % 2 == 1;
    asked.put(marker, AskedQuestions.heard(marker, SESSION, MODEL, teaches, turn, ANSWER));
    started.add(
        new StartedTurn(turn, SESSION, Optional.of(marker), Optional.empty(), place(number)));
    said.add(new Tables.Said(SESSION, turn, true));
    Follower follower = new Follower();
    Place place = new Place("chat.replies", 0, number);
    follower.event(event(number, 1, begin()), place);
    follower.event(event(number, 1, delta(0, ANSWER)), place);
    follower.event(event(number, 1, end()), place);
    replies.put(turn, follower);
    ended.put(turn, List.of(ended(number)));
    stored.add(new StoredTurn(turn, "completed", 1, ANSWER));
    if (teaches) {
      learned.add(new Evidence.Learned(turn, new UUID(1, number)));
      taught.add(turn);
    }
    Score score = new Score(turn, "relevancy", "v1", "sim-judge", 0.5);
    scored.add(score);
    scores.add(score);
  }

  private static EndedTurn ended(int number) {
    List<Marker> remembered = new ArrayList<>();
    for (int earlier = 1; earlier < number; earlier++) {
      remembered.add(new Marker(earlier));
    }
    return new EndedTurn(
        turn(number),
        SESSION,
        TurnStatus.COMPLETED,
        1,
        ANSWER,
        null,
        BEGIN.plusSeconds(10L * number - 1),
        BEGIN.plusSeconds(10L * number),
        BEGIN.plusSeconds(10L * number + 5),
        remembered,
        true,
        1,
        List.of(1),
        new Place("turns.completed", 0, number));
  }

  /** Copies of an end that differ in one thing. */
  static EndedTurn startedAt(EndedTurn turn, Instant at) {
    return with(turn, turn.status(), turn.attempts(), turn.answer(), at, turn.remembered());
  }

  static EndedTurn answering(EndedTurn turn, String answer) {
    return with(turn, turn.status(), turn.attempts(), answer, turn.startedAt(), turn.remembered());
  }

  static EndedTurn attempts(EndedTurn turn, int attempts) {
    return with(turn, turn.status(), attempts, turn.answer(), turn.startedAt(), turn.remembered());
  }

  static EndedTurn status(EndedTurn turn, TurnStatus status) {
    return with(turn, status, turn.attempts(), turn.answer(), turn.startedAt(), turn.remembered());
  }

  static EndedTurn remembering(EndedTurn turn, List<Marker> remembered) {
    return with(turn, turn.status(), turn.attempts(), turn.answer(), turn.startedAt(), remembered);
  }

  private static EndedTurn with(
      EndedTurn turn,
      TurnStatus status,
      int attempts,
      String answer,
      Instant startedAt,
      List<Marker> remembered) {
    return new EndedTurn(
        turn.turn(),
        turn.session(),
        status,
        attempts,
        answer,
        turn.error(),
        turn.acceptedAt(),
        startedAt,
        turn.finishedAt(),
        remembered,
        turn.tellsWholeHistory(),
        turn.modelSteps(),
        turn.stepAttempts(),
        turn.place());
  }

  /** Whose record holds the end of its history alone. */
  static EndedTurn rememberingAtLast(EndedTurn turn, List<Marker> remembered) {
    return new EndedTurn(
        turn.turn(),
        turn.session(),
        turn.status(),
        turn.attempts(),
        turn.answer(),
        turn.error(),
        turn.acceptedAt(),
        turn.startedAt(),
        turn.finishedAt(),
        remembered,
        false,
        turn.modelSteps(),
        turn.stepAttempts(),
        turn.place());
  }
}
