package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.behind.WriteBehind;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * Notes accepted turns, behind the answer to the client. A turn that a crash takes away from here
 * goes on as ever; it only can't be looked up before a worker has it.
 */
record AcceptedTurns(WriteBehind<AcceptedTurn> rows) implements TurnIntake.Register {

  @Override
  public void accepted(UUID turn, Caller.Session caller, int mailbox, Instant at) {
    rows.add(new AcceptedTurn(turn, caller.sessionId(), caller.userId(), mailbox, at));
  }
}
