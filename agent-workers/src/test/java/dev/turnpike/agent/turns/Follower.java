package dev.turnpike.agent.turns;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import java.util.List;

/** Follows a turn's events as every client must: text is dropped where it is told so. */
final class Follower {

  private Follower() {}

  static String text(List<ReplyEvent> events) {
    var text = new StringBuilder();
    int attempt = 0;
    for (var event : events) {
      if (event.getAttempt() < attempt) {
        continue;
      }
      attempt = event.getAttempt();
      switch (event.getBody()) {
        case Delta delta when delta.getChannel() == Channel.ANSWER -> text.append(delta.getText());
        case Started _ -> text.setLength(0);
        case Restarted restarted -> text.setLength(restarted.getKeepChars());
        default -> {}
      }
    }
    return text.toString();
  }
}
