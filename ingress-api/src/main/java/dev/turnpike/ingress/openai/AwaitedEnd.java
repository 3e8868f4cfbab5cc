package dev.turnpike.ingress.openai;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Failed;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.stream.OpenReplies;
import java.util.concurrent.CompletableFuture;

/** Waits for a turn's end, whatever comes before. */
final class AwaitedEnd implements Follower, OpenReplies.Reply {
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  CompletableFuture<Void> future() {
    return end;
  }

  @Override
  public boolean onEvent(MailboxEvent event) {
    switch (event.body()) {
      case Completed _, Failed _, Cancelled _ -> end.complete(null);
      default -> {}
    }
    return true;
  }

  /** It may still end within the grace. */
  @Override
  public void stop() {}

  @Override
  public void cut() {
    end.completeExceptionally(
        Problem.unavailable("node_stopping", "This node is stopping: ask again."));
  }
}
