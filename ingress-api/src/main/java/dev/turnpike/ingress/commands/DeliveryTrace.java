package dev.turnpike.ingress.commands;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Started;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Subscription;
import dev.turnpike.telemetry.Activity;
import io.opentelemetry.api.trace.SpanKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way of a turn's events from its mailbox to whoever listens, as its trace shows it: when an
 * attempt began, when the first text came, and the end. Never an event for each piece.
 */
final class DeliveryTrace {

  private final Activity activity;

  private DeliveryTrace(Activity activity) {
    this.activity = activity;
  }

  /** A part of what this thread does, until the turn's end or nobody here listens. */
  static DeliveryTrace begin(UUID turn, int mailbox) {
    var activity = Activity.beginApart("process chat.replies", SpanKind.CONSUMER);
    activity
        .set("messaging.system", "kafka")
        .set("messaging.operation.type", "process")
        .set("messaging.operation.name", "process")
        .set("messaging.destination.name", "chat.replies")
        .set("messaging.destination.partition.id", Integer.toString(mailbox))
        .set("turnpike.turn.id", turn.toString());
    return new DeliveryTrace(activity);
  }

  Follower heardBy(Follower follower) {
    return activity.isRecorded() ? new Ear(follower, activity) : follower;
  }

  Subscription endedBy(Subscription subscription) {
    return !activity.isRecorded()
        ? subscription
        : () -> {
          subscription.close();
          activity.close();
        };
  }

  private static final class Ear implements Follower {
    private final Follower follower;
    private final Activity activity;
    private boolean spoken; // of the thread that brings events

    Ear(Follower follower, Activity activity) {
      this.follower = follower;
      this.activity = activity;
    }

    @Override
    public boolean onEvent(MailboxEvent event) {
      tellStatus(event.body()); // before the follower, who may end all of this at the end
      boolean taken = follower.onEvent(event);
      if (taken) {
        tell(event.body());
      }
      return taken;
    }

    private void tell(Object body) {
      switch (body) {
        case Started _ -> activity.event("attempt_started");
        case Delta _ when !spoken -> {
          spoken = true;
          activity.event("first_token");
        }
        case Completed _, Failed _, Cancelled _ -> activity.close();
        default -> {
          // Steps and further text are the worker's to tell.
        }
      }
    }

    private void tellStatus(Object body) {
      switch (body) {
        case Completed _ -> activity.set("turnpike.turn.status", "completed");
        case Failed _ -> activity.set("turnpike.turn.status", "failed");
        case Cancelled _ -> activity.set("turnpike.turn.status", "cancelled");
        default -> {
          // It goes on.
        }
      }
    }

    @Override
    public void onPause() {
      follower.onPause();
    }

    @Override
    public void onResumed(@Nullable MailboxEvent at) {
      follower.onResumed(at);
    }

    @Override
    public void onLost(Lost why) {
      activity.event("lost");
      follower.onLost(why);
    }
  }
}
