package dev.turnpike.ingress.commands;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Recording;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.backlog.Backlog;
import dev.turnpike.ingress.backlog.WaitingTurn;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.mailbox.Subscription;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.Activity;
import dev.turnpike.telemetry.LogContext;
import dev.turnpike.telemetry.Messaging;
import dev.turnpike.telemetry.TraceParent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns in: follows, then appends. A turn is accepted once all in-sync replicas have its
 * command; one that is refused is withdrawn if it may be in the log nevertheless.
 */
public final class TurnIntake {
  private static final Logger log = LoggerFactory.getLogger(TurnIntake.class);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Gate gate;
  private final Mailboxes mailboxes;
  private final CommandLog commands;
  private final Withdrawals withdrawals;
  private final NoArgGenerator ids;
  private final Clock clock;
  private final IntakeMetrics metrics;
  private final Register register;
  private final Backlog backlog;
  private final TurnConditions conditions;

  TurnIntake(
      Gate gate,
      Mailboxes mailboxes,
      CommandLog commands,
      Withdrawals withdrawals,
      NoArgGenerator ids,
      Clock clock,
      IntakeMetrics metrics,
      Register register,
      Backlog backlog,
      List<TurnCondition> conditions) {
    this.gate = gate;
    this.mailboxes = mailboxes;
    this.commands = commands;
    this.withdrawals = withdrawals;
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
    this.register = register;
    this.backlog = backlog;
    this.conditions = new TurnConditions(conditions);
  }

  /** Whoever wants to know which turns were accepted. */
  public interface Register {
    /** Must not block: it is called by the thread that brings Kafka's acknowledgements. */
    void accepted(UUID turn, Caller.Session caller, int mailbox, Instant at);
  }

  /**
   * What is asked for.
   *
   * @param onBusy what becomes of the session's turns that have not ended
   * @param model null for the agent's own
   * @param memory whether anything is recalled for the turn and learned from it
   * @param metadata the client's own labels
   * @param traceParent the header of that name; ignored unless it is what W3C says
   * @param recording what memory and tools gave, of a turn that is replayed; null for others
   * @param replaces the turn of the session whose place it takes; null for others
   */
  public record Question(
      List<ChatMessage> messages,
      Origin origin,
      ContextSource context,
      OnBusy onBusy,
      @Nullable String model,
      Sampling sampling,
      boolean memory,
      Map<String, String> metadata,
      @Nullable String traceParent,
      @Nullable Recording recording,
      @Nullable UUID replaces) {
    public Question {
      messages = List.copyOf(messages);
      metadata = Map.copyOf(metadata);
      // Where no trace of ours takes its place, a caller's word does not make others record it.
      var place = TraceParent.parse(traceParent);
      traceParent = place == null ? null : place.unsampled().toString();
    }

    /** One of this service's own API: it goes on with its session. */
    public Question(
        List<ChatMessage> messages,
        OnBusy onBusy,
        @Nullable String model,
        @Nullable String traceParent) {
      this(
          messages,
          Origin.NATIVE,
          ContextSource.SESSION,
          onBusy,
          model,
          Sampling.NONE,
          true,
          Map.of(),
          traceParent,
          null,
          null);
    }

    /** The same in the place of a turn that the session has. */
    public Question replacing(UUID turn) {
      return new Question(
          messages,
          origin,
          context,
          onBusy,
          model,
          sampling,
          memory,
          metadata,
          traceParent,
          recording,
          turn);
    }

    /** One whose messages are the whole conversation, and which nothing is learned from. */
    public static Question evaluation(
        List<ChatMessage> messages, @Nullable String model, @Nullable Recording recording) {
      return new Question(
          messages,
          Origin.EVALUATION,
          ContextSource.AS_SENT,
          OnBusy.ENQUEUE,
          model,
          Sampling.NONE,
          false,
          Map.of(),
          null,
          recording,
          null);
    }
  }

  /** How the model is to write; null for as it is set up. */
  public record Sampling(
      @Nullable Double temperature, @Nullable Double topP, @Nullable Integer maxOutputTokens) {
    public static final Sampling NONE = new Sampling(null, null, null);
  }

  /** A turn on its way: followed, and accepted or refused with a {@link Problem} soon. */
  public record Turn(UUID id, Subscription subscription, CompletableFuture<Void> accepted) {}

  /** A name for a turn, for whoever must know it before it starts. */
  public UUID nextId() {
    return ids.generate();
  }

  /** Where the events of a turn that starts now will begin. */
  public Place beginning(UUID id) {
    return new Place(id, mailboxes.of(id), null, clock.instant(), null);
  }

  /**
   * @throws Problem at once when it is known that the turn could not be accepted: 503, or 429 for
   *     the backlog or by a {@link TurnCondition}
   */
  public void requireOpen(Caller.Session caller) {
    try {
      gate.requireAll();
      requireSettled(caller);
      backlog.require();
      conditions.require(caller);
    } catch (Problem problem) {
      metrics.refused(problem.code());
      throw problem;
    }
  }

  /**
   * Starts a turn, unless a {@link TurnCondition} holds no longer. When it is refused, the
   * subscription is closed already, and nothing is held for it.
   */
  public Turn start(UUID id, Caller.Session caller, Question question, Follower follower) {
    Runnable release;
    try {
      release = conditions.hold(caller);
    } catch (RuntimeException e) {
      if (e instanceof Problem problem) {
        metrics.refused(problem.code());
      }
      return new Turn(id, () -> {}, CompletableFuture.failedFuture(e));
    }
    try {
      return start(id, caller, question, follower, release);
    } catch (RuntimeException e) {
      release.run();
      throw e;
    }
  }

  private Turn start(
      UUID id, Caller.Session caller, Question question, Follower follower, Runnable release) {
    LogContext context =
        LogContext.current().withUser(caller.userId(), caller.sessionId()).withTurn(id);
    context.put();
    WaitingTurn waiting = backlog.enter(id, caller.sessionId());
    var delivery = DeliveryTrace.begin(id, mailboxes.of(id));
    Subscription subscription =
        delivery.endedBy(
            waiting.endedBy(mailboxes.follow(id, waiting.heardBy(delivery.heardBy(follower)))));
    var sending = Messaging.send(Topics.CHAT_REQUESTS.name());
    TurnCommand command = command(id, caller, question, sending);
    CompletableFuture<Void> accepted =
        append(command, question.onBusy())
            .handle(
                (_, failure) -> {
                  sent(sending, failure);
                  if (failure == null) {
                    metrics.accepted();
                    context.during(() -> log.atInfo().log("Turn accepted"));
                    register.accepted(id, caller, mailboxes.of(id), command.getAcceptedAt());
                    return null;
                  }
                  subscription.close();
                  release.run();
                  throw new CompletionException(refusal(command, failure));
                });
    return new Turn(id, subscription, accepted);
  }

  private static void sent(Activity sending, @Nullable Throwable failure) {
    if (failure != null) {
      sending.failed(failure);
    }
    sending.close();
  }

  /**
   * Starts a turn whose events nobody here wants: they are in the log. Only its first one is waited
   * for, so that the backlog knows of it, and not for ever.
   */
  public CompletableFuture<Void> start(UUID id, Caller.Session caller, Question question) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Turn turn =
        start(
            id,
            caller,
            question,
            _ -> {
              begun.complete(null);
              return true;
            });
    var _ =
        begun
            .completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(turn.subscription()::close);
    return turn.accepted();
  }

  /**
   * What becomes of a busy session is decided before the turn stands in its queue, by a command of
   * its own. A process that dies between the two leaves a decision about a turn that never comes
   * and that nobody was told of; when only the second is refused, the withdrawal says that it never
   * comes.
   */
  private CompletableFuture<Void> append(TurnCommand start, OnBusy onBusy) {
    if (onBusy == OnBusy.ENQUEUE) {
      return commands.append(start);
    }
    ResolveBusy resolve =
        ResolveBusy.newBuilder()
            .setMailbox(mailboxes.of(start.getTurnId()))
            .setOnBusy(onBusy)
            .build();
    return commands.appendBoth(TurnCommand.newBuilder(start).setBody(resolve).build(), start);
  }

  private void requireSettled(Caller.Session caller) {
    if (!mailboxes.isReady()) {
      throw Problem.unavailable("starting", "The service is starting: try again in a moment.");
    }
    if (withdrawals.isFull() || withdrawals.concerns(caller.sessionId())) {
      throw Problem.unavailable(
          "settling", "A turn that was refused before is still being withdrawn: try again soon.");
    }
  }

  private Problem refusal(TurnCommand command, Throwable failure) {
    if (!(failure instanceof AppendFailure known && known.isCertain())) {
      withdrawals.add(command);
    }
    Problem problem =
        Problem.unavailable(
            "kafka_unavailable", "Kafka did not take the turn in time: try again in a moment.");
    metrics.refused(problem.code());
    return problem;
  }

  private TurnCommand command(UUID id, Caller.Session caller, Question question, Activity sending) {
    return TurnCommand.newBuilder()
        .setTurnId(id)
        .setSessionId(caller.sessionId())
        .setUserId(caller.userId())
        .setAcceptedAt(clock.instant())
        .setTraceParent(sending.placeOr(question.traceParent()))
        .setRequestId(LogContext.current().requestId())
        .setBody(
            StartTurn.newBuilder()
                .setMailbox(mailboxes.of(id))
                .setMessages(question.messages())
                .setOrigin(question.origin())
                .setContext(question.context())
                .setOnBusy(question.onBusy())
                .setApiKeyId(caller.apiKeyId())
                .setAgent(caller.agent())
                .setModel(question.model())
                .setTemperature(question.sampling().temperature())
                .setTopP(question.sampling().topP())
                .setMaxOutputTokens(question.sampling().maxOutputTokens())
                .setMemory(question.memory())
                .setMetadata(question.metadata())
                .setRecording(question.recording())
                .setReplaces(question.replaces())
                .build())
        .build();
  }
}
