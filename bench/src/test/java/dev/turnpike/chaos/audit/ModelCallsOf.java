package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Message;
import dev.turnpike.embedded.model.wire.ResponseFormat;
import dev.turnpike.embedded.model.wire.Role;
import dev.turnpike.embedded.model.wire.ToolChoice;
import java.util.List;

/** Calls that a model noted. */
final class ModelCallsOf {
  private ModelCallsOf() {}

  /** Answered to the end. */
  static void whole(ModelJournal journal, int question) {
    journal.began(1, request(question), false).ended(true);
  }

  /** Answered with a fault on purpose. */
  static void faulty(ModelJournal journal, int question) {
    journal.began(1, request(question), true).ended(true);
  }

  private static ChatRequest request(int question) {
    return new ChatRequest(
        "sim:ttft=1",
        List.of(Message.of(Role.USER, "? " + new Marker(question))),
        List.of(),
        new ToolChoice.Auto(),
        new ResponseFormat.Text(),
        true,
        true,
        Integer.MAX_VALUE);
  }
}
