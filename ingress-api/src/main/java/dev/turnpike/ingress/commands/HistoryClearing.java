package dev.turnpike.ingress.commands;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.ingress.mailbox.Subscription;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.telemetry.Activity;
import dev.turnpike.telemetry.LogContext;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Forgets the messages of a session: through the log, so that it happens between the turns accepted
 * before and those accepted after. Blocks.
 */
public final class HistoryClearing {
  private final Mailboxes mailboxes;
  private final CommandLog commands;
  private final NoArgGenerator ids;
  private final Clock clock;
  private final Duration patience;

  HistoryClearing(
      Mailboxes mailboxes,
      CommandLog commands,
      NoArgGenerator ids,
      Clock clock,
      Duration patience) {
    this.mailboxes = mailboxes;
    this.commands = commands;
    this.ids = ids;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * @param whenAccepted runs once the command is in the log
   * @return false when it is accepted but not done yet
   * @throws Problem 503 when Kafka does not take the command; it can be repeated without harm
   */
  public boolean clear(String userId, String sessionId, Runnable whenAccepted) {
    UUID id = ids.generate();
    CompletableFuture<Void> cleared = new CompletableFuture<>();
    try (Subscription _ =
        mailboxes.follow(
            id,
            event -> {
              if (event.body() instanceof HistoryCleared) {
                cleared.complete(null);
              }
              return true;
            })) {
      commands.appendOrRefuse(command(id, userId, sessionId));
      whenAccepted.run();
      cleared.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The event completes it normally.", e);
    }
  }

  private TurnCommand command(UUID id, String userId, String sessionId) {
    return TurnCommand.newBuilder()
        .setTurnId(id)
        .setSessionId(sessionId)
        .setUserId(userId)
        .setAcceptedAt(clock.instant())
        .setTraceParent(Activity.current().placeOr(null))
        .setRequestId(LogContext.current().requestId())
        .setBody(ClearHistory.newBuilder().setMailbox(mailboxes.of(id)).build())
        .build();
  }
}
