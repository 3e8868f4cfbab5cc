package dev.turnpike.local.chat;

import dev.turnpike.local.chat.ChatApi.Opened;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A session with a server, from this terminal. */
public final class Conversation {

  private final ChatApi api;
  private final Session session;
  private volatile RunningTurn running = new RunningTurn();

  Conversation(ChatApi api, Session session) {
    this.api = api;
    this.session = session;
  }

  public String sessionId() {
    return session.id();
  }

  /**
   * Ends the answer that is under way, or about to be; its last frame tells when that is done. May
   * be called by any thread.
   */
  public void cancel() {
    running.cancel().ifPresent(this::cancel);
  }

  /** Ends that turn, if it has not ended. */
  void cancel(String turn) {
    api.cancel(session, turn);
  }

  /** Whether the last answer was ended from here. */
  boolean isCancelled() {
    return running.isCancelled();
  }

  /** Says it and has each frame of the answer heard; returns after the last one. */
  Ending say(String text, Hearer hearer) {
    RunningTurn turn = begin();
    return hear(api.say(session, text, null), turn, hearer);
  }

  /** Says the same as in that turn, in the place of it and of all after it. */
  Ending sayAgain(PastTurn before, Hearer hearer) {
    RunningTurn turn = begin();
    return hear(api.say(session, before.message(), before.id()), turn, hearer);
  }

  /** Has each frame of a turn heard that was begun elsewhere, or earlier. */
  Ending follow(String id, Hearer hearer) {
    RunningTurn turn = begin();
    return Ending.of(listening(turn).join(id, hearer), turn.isCancelled());
  }

  private RunningTurn begin() {
    RunningTurn turn = new RunningTurn();
    running = turn;
    return turn;
  }

  private Ending hear(Opened opened, RunningTurn turn, Hearer hearer) {
    return Ending.of(listening(turn).hear(opened, hearer), turn.isCancelled());
  }

  private Listening listening(RunningTurn turn) {
    return new Listening(api, session, turn);
  }

  /** What the server tells of a turn; nothing while it can't. */
  JsonNode report(String turn) {
    try {
      return api.turn(session, turn);
    } catch (Refusal | BusyException unknown) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
