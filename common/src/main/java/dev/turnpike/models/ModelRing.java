package dev.turnpike.models;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.turnpike.models.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The models that may answer one turn, in order. A call is tried with the first one, again and
 * again as {@link Backoff} allows, then with the next.
 *
 * <p>All of it happens on the caller's virtual thread; an interrupt closes the connection and ends
 * it. Nothing here outlives the call but what the models' breakers have learned.
 */
public final class ModelRing {

  private final List<RingMember> members;
  private final Backoff backoff;

  ModelRing(List<RingMember> members, Backoff backoff) {
    this.members = List.copyOf(members);
    this.backoff = backoff;
  }

  /** The one that is asked first. */
  public Model first() {
    return members.getFirst().model();
  }

  /** In the order in which they are asked. */
  public List<Model> models() {
    return members.stream().map(RingMember::model).toList();
  }

  /**
   * Streams an answer.
   *
   * @param request makes the request for a model, which may be smaller than another's; the ring
   *     fills in the provider's name for it and its settings
   * @param listener must not throw
   * @throws ModelException when no model answered; it says what became of each
   * @throws InterruptedException when the calling thread was interrupted
   */
  public ModelReply stream(Function<Model, ChatRequest> request, ModelListener listener)
      throws ModelException, InterruptedException {
    return new Round(request, new RestartTeller(listener), true).run();
  }

  /** The same for a whole answer at once, for work that nobody watches. */
  public ModelReply ask(Function<Model, ChatRequest> request)
      throws ModelException, InterruptedException {
    return new Round(request, new RestartTeller(piece -> {}), false).run();
  }

  /** One call of the ring. */
  private final class Round {
    private final Function<Model, ChatRequest> request;
    private final RestartTeller listener;
    private final boolean streaming;
    private final List<ModelException> failures = new ArrayList<>();

    Round(Function<Model, ChatRequest> request, RestartTeller listener, boolean streaming) {
      this.request = request;
      this.listener = listener;
      this.streaming = streaming;
    }

    ModelReply run() throws ModelException, InterruptedException {
      for (RingMember member : members) {
        var reply = call(member);
        if (reply != null) {
          return reply;
        }
        if (!member.equals(members.getLast())) {
          member.meters().passedOn();
        }
      }
      throw ModelFailures.ofRing(failures);
    }

    /** Null when the model has failed for good; {@code failures} then says why. */
    private @Nullable ModelReply call(RingMember member) throws InterruptedException {
      var prepared = request.apply(member.model());
      for (int tries = 1; ; tries++) {
        try {
          return callOnce(member, prepared);
        } catch (ModelException e) {
          var pause = notCalled(e) ? null : backoff.pause(tries, e);
          if (pause == null) {
            failures.add(e);
            return null;
          }
          member.meters().retried();
          backoff.sleep().sleep(pause);
        }
      }
    }

    private ModelReply callOnce(RingMember member, ChatRequest prepared)
        throws ModelException, InterruptedException {
      try (var traced = new CallActivity(member.caller().settings(), prepared)) {
        return callOnce(member, prepared, traced);
      }
    }

    private ModelReply callOnce(RingMember member, ChatRequest prepared, CallActivity traced)
        throws ModelException, InterruptedException {
      try (var pass = member.gate().enter();
          var measured = member.meters().begin()) {
        listener.begin(
            () -> {
              pass.alive();
              measured.firstToken();
              traced.firstToken();
            });
        try {
          var reply =
              streaming
                  ? member.caller().stream(prepared, listener)
                  : member.caller().ask(prepared);
          pass.alive();
          measured.answered(reply);
          traced.answered(reply);
          return reply;
        } catch (ModelException e) {
          pass.failed(e);
          measured.failed(e);
          listener.failed(e);
          throw e;
        }
      } catch (ModelException e) {
        traced.failed(e);
        if (notCalled(e)) {
          member.meters().refused(e);
        }
        throw e;
      }
    }

    private static boolean notCalled(ModelException failure) {
      return failure.kind() == Kind.BREAKER_OPEN || failure.kind() == Kind.BUSY;
    }
  }
}
