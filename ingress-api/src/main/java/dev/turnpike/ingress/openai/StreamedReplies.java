package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.follow.Frames;
import dev.turnpike.ingress.follow.TurnStream;
import dev.turnpike.ingress.follow.TurnStreams;
import dev.turnpike.ingress.follow.TurnWatcher;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Starts turns and answers with their streams. Status and headers go once the log has acknowledged
 * the turn, before its first event.
 */
public final class StreamedReplies {
  private static final String LEFT = "The client closed the connection.";

  private final TurnIntake intake;
  private final TurnStreams streams;
  private final Cancelling cancelling;
  private final ProblemWriter problems;
  private final AsyncTaskExecutor blockingExecutor;

  StreamedReplies(
      TurnIntake intake,
      TurnStreams streams,
      Cancelling cancelling,
      ProblemWriter problems,
      AsyncTaskExecutor blockingExecutor) {
    this.intake = intake;
    this.streams = streams;
    this.cancelling = cancelling;
    this.problems = problems;
    this.blockingExecutor = blockingExecutor;
  }

  /** Where a reply goes. */
  public record Exchange(HttpServletRequest request, HttpServletResponse response) {}

  /**
   * @param tied whether the turn is cancelled when the client goes
   */
  public void to(Exchange exchange, Asked asked, Frames frames, boolean tied) {
    Attention attention = new Attention(tied ? cancelling : null);
    TurnStream stream = on(exchange, asked.id(), frames, attention);
    start(stream, asked, attention);
  }

  /** For turns about which something has to be looked up first. */
  public void to(Exchange exchange, UUID id, Asked.Source source, Frames frames, boolean tied) {
    Attention attention = new Attention(tied ? cancelling : null);
    TurnStream stream = on(exchange, id, frames, attention);
    execute(stream, () -> start(stream, source.get(), attention));
  }

  /** What blocks, before a stream opens. */
  public interface Preparation {
    void run() throws InterruptedException;
  }

  /** Prepares a stream elsewhere; a problem refuses it. */
  public void execute(TurnStream stream, Preparation preparation) {
    try {
      blockingExecutor.execute(
          () -> {
            try {
              preparation.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              refuse(stream, e);
            } catch (RuntimeException e) {
              refuse(stream, e);
            }
          });
    } catch (RuntimeException e) { // Too many wait already.
      refuse(stream, e);
    }
  }

  /** A stream of a turn that there is; it changes nothing about the turn. */
  public TurnStream watching(Exchange exchange, UUID turn, Frames frames) {
    return on(exchange, turn, frames, TurnWatcher.NONE);
  }

  /** Opens a stream, or refuses it. */
  public void answer(TurnStream stream, @Nullable Throwable failure) {
    if (failure == null) {
      stream.open();
    } else {
      refuse(stream, failure);
    }
  }

  private TurnStream on(Exchange exchange, UUID turn, Frames frames, TurnWatcher watcher) {
    return streams.on(exchange.request(), exchange.response(), turn, frames, watcher);
  }

  private void start(TurnStream stream, Asked asked, Attention attention) {
    try {
      TurnIntake.Turn turn =
          intake.start(
              asked.id(),
              asked.caller(),
              asked.question(),
              stream.begin(intake.beginning(asked.id())));
      stream.attach(turn.subscription());
      var _ =
          turn.accepted()
              .whenComplete(
                  (_, failure) -> {
                    if (failure == null) {
                      attention.accepted(asked);
                    }
                    answer(stream, failure);
                  });
    } catch (RuntimeException e) {
      refuse(stream, e); // The response is the stream's by now.
    }
  }

  private void refuse(TurnStream stream, Throwable failure) {
    stream.refuse((request, response) -> problems.write(failure, request, response));
  }

  /**
   * Whether anyone still listens. A client may go before the log has acknowledged the turn: then it
   * is cancelled as soon as it has.
   */
  private static final class Attention implements TurnWatcher {
    private enum State {
      STARTING,
      ACCEPTED,
      LEFT
    }

    private final @Nullable Cancelling cancelling; // null for turns that go on alone
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private volatile @Nullable Asked asked;

    Attention(@Nullable Cancelling cancelling) {
      this.cancelling = cancelling;
    }

    void accepted(Asked turn) {
      asked = turn;
      if (!state.compareAndSet(State.STARTING, State.ACCEPTED)) {
        cancel(turn);
      }
    }

    @Override
    public void closed(Closing how) {
      if (how != Closing.LEFT) {
        return;
      }
      State before = state.getAndSet(State.LEFT);
      Asked turn = asked;
      if (before == State.ACCEPTED && turn != null) {
        cancel(turn);
      }
    }

    private void cancel(Asked turn) {
      if (cancelling != null) {
        cancelling.left(turn, LEFT);
      }
    }
  }
}
