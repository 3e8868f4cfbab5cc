package dev.turnpike.local.chat;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints an answer's events for programs: one JSON object a line, as the server sends them, with
 * their cursors. The first line names the session.
 */
public final class EventLines implements Hearer {

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintStream out;

  private EventLines(PrintStream out) {
    this.out = out;
  }

  /** Returns when the answer has ended, with how it did. */
  public static Ending print(Conversation conversation, String question, PrintStream out) {
    EventLines lines = new EventLines(out);
    lines.print(
        JSON.createObjectNode().put("type", "session").put("session_id", conversation.sessionId()));
    return conversation.say(question, lines);
  }

  @Override
  public void hear(Frame frame) {
    if (frame.data() instanceof ObjectNode event && frame.cursor() != null) {
      event.put("cursor", frame.cursor());
    }
    print(frame.data());
  }

  /** What follows says by itself how it goes on. */
  @Override
  public void interrupted() {}

  /** An event of type {@code started} comes next, and with it an empty text. */
  @Override
  public void fromTheBeginning() {}

  private void print(JsonNode event) {
    out.println(JSON.writeValueAsString(event));
    out.flush();
  }
}
