package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.stream.OpenReplies;
import java.util.concurrent.CompletableFuture;

/** Waits for a turn's end, whatever comes before. */
final class AwaitedTurn implements Follower, OpenReplies.Reply {
  private final CompletableFuture<TurnEnd> end = new CompletableFuture<>();

  CompletableFuture<TurnEnd> end() {
    return end;
  }

  @Override
  public boolean onEvent(MailboxEvent event) {
    TurnEnd.of(event).ifPresent(end::complete);
    return true;
  }

  /** It may finish: what it waits for can't be asked for elsewhere. */
  @Override
  public void stop() {}

  @Override
  public void cut() {
    end.completeExceptionally(
        Problem.unavailable("node_stopping", "This node is stopping; the turn goes on."));
  }
}
