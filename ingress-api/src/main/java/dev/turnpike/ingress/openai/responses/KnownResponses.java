package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.follow.TurnStream;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.openai.JsonObject;
import dev.turnpike.ingress.openai.StreamedReplies;
import dev.turnpike.ingress.openai.StreamedReplies.Exchange;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.turns.KnownTurn;
import dev.turnpike.ingress.turns.TurnStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.json.JsonMapper;

/** Responses that there are: read, followed, cancelled, on any node. What blocks says so. */
final class KnownResponses {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LOOKS = 40;

  /** It is known once the turn has ended. */
  private static final String UNKNOWN_MODEL = "";

  private final ResponseTurns turns;
  private final StreamedReplies streamed;
  private final TurnCancellation cancellation;
  private final Gate gate;
  private final JsonMapper json;

  KnownResponses(
      ResponseTurns turns,
      StreamedReplies streamed,
      TurnCancellation cancellation,
      Gate gate,
      JsonMapper json) {
    this.turns = turns;
    this.streamed = streamed;
    this.cancellation = cancellation;
    this.gate = gate;
    this.json = json;
  }

  /** Blocks. */
  Map<String, Object> read(Caller caller, String id) throws InterruptedException {
    gate.requireDatabase();
    return body(turns.require(caller, id), id);
  }

  /**
   * @param seen the last sequence number that the client has; -1 for none
   */
  void stream(Caller caller, String id, long seen, Exchange exchange) {
    if (seen < -1) {
      throw JsonObject.wrong("starting_after", "must be a sequence number, at least 0");
    }
    gate.requireAll();
    UUID turn = turns.requireId(id);
    AtomicReference<ResponseSettings> settings =
        new AtomicReference<>(ResponseSettings.unknown(id, 0, UNKNOWN_MODEL));
    EventNumbers numbers = new EventNumbers(json, seen);
    ResponseEvents events =
        new ResponseEvents(settings::get, new StreamedOutput(turn, numbers), numbers);
    TurnStream stream = streamed.watching(exchange, turn, events);
    streamed.execute(
        stream,
        () -> {
          KnownTurn known = turns.require(caller, id);
          settings.set(settings(known, id));
          var _ =
              known
                  .beginning()
                  .map(place -> stream.resume(place, null))
                  .orElseGet(() -> stream.replay(null))
                  .whenComplete((_, failure) -> streamed.answer(stream, failure));
        });
  }

  /** Waits a little for the end, so that clients see it. Blocks. */
  Map<String, Object> cancel(Caller caller, String id) throws InterruptedException {
    gate.requireAll();
    KnownTurn known = turns.require(caller, id);
    if (known.isEnded()) {
      return body(known, id);
    }
    cancellation.cancel(
        new TurnCancellation.Target(known.id(), known.sessionId(), known.userId()), false);
    Optional<CompletedTurn> ended = turns.stored(known.id());
    for (int look = 1; ended.isEmpty() && look < LOOKS; look++) {
      Thread.sleep(PAUSE);
      ended = turns.stored(known.id());
    }
    return ended.map(turn -> ended(id, turn)).orElseGet(() -> unfinished(known, id));
  }

  private Map<String, Object> body(KnownTurn known, String id) {
    return turns
        .stored(known.id())
        .map(turn -> ended(id, turn))
        .orElseGet(() -> unfinished(known, id));
  }

  private static Map<String, Object> ended(String id, CompletedTurn turn) {
    String message = StreamedOutput.messageId(turn.getTurnId());
    return ResponseBody.of(ResponseSettings.of(id, turn), message, turn);
  }

  private static Map<String, Object> unfinished(KnownTurn known, String id) {
    ResponseState state =
        known.status() == TurnStatus.ACCEPTED
            ? new ResponseState.Queued()
            : new ResponseState.InProgress();
    return ResponseBody.of(
        ResponseSettings.unknown(id, known.acceptedAt().getEpochSecond(), UNKNOWN_MODEL),
        state,
        List.of());
  }

  private ResponseSettings settings(KnownTurn known, String id) {
    return turns
        .stored(known.id())
        .map(turn -> ResponseSettings.of(id, turn))
        .orElseGet(
            () -> ResponseSettings.unknown(id, known.acceptedAt().getEpochSecond(), UNKNOWN_MODEL));
  }
}
