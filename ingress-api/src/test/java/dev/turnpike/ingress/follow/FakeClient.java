package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.stream.FakeResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.mock.web.MockHttpServletRequest;

/** A request, and what comes of it. */
public final class FakeClient implements TurnWatcher {
  private final FakeResponse response = new FakeResponse();
  private final CompletableFuture<Closing> closing = new CompletableFuture<>();
  private final TurnStream stream;

  public FakeClient(TurnStreams streams, FakeTurn turn, Frames frames) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAsyncSupported(true);
    stream = streams.on(request, response, turn.id(), frames, this);
  }

  public TurnStream stream() {
    return stream;
  }

  public FakeResponse response() {
    return response;
  }

  public String text() {
    return response.text();
  }

  /** How its stream closed. */
  public Closing awaitClosing() {
    return closing.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Opens the stream once it is ready; returns the code of the refusal, or nothing. */
  public String open(CompletableFuture<Void> ready) {
    try {
      ready.join();
      stream.open();
      return "";
    } catch (CompletionException e) {
      Problem problem = (Problem) Objects.requireNonNull(e.getCause());
      stream.refuse((_, answer) -> answer.setStatus(problem.status().value()));
      return problem.code();
    }
  }

  @Override
  public void closed(Closing how) {
    if (!closing.complete(how)) {
      throw new IllegalStateException("closed twice");
    }
  }
}
