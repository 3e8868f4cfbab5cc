package dev.turnpike.agent.turns;

import dev.turnpike.agent.turns.RunningTurns.Position;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.keyed.Delivery;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.keyed.RecordHandler;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.telemetry.LogContext;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Carries out the commands of {@code chat.requests}. */
final class TurnHandler implements RecordHandler {

  private final TurnRunner turns;
  private final SessionCommands sessions;
  private final EventRecords<TurnCommand> commands;
  private final EventRecords<CompletedTurn> completedTurns;

  TurnHandler(
      TurnRunner turns,
      SessionCommands sessions,
      EventRecords<TurnCommand> commands,
      EventRecords<CompletedTurn> completedTurns) {
    this.turns = turns;
    this.sessions = sessions;
    this.commands = commands;
    this.completedTurns = completedTurns;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record) {
    throw new UnsupportedOperationException("a turn needs to know about its delivery");
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, Delivery delivery)
      throws SQLException, InterruptedException {
    var command = commands.read(record);
    LogContext.of(command).put(); // until the record's thread ends
    var position = new Position(record.partition(), record.offset());
    switch (command.getBody()) {
      case StartTurn start -> {
        var turn = turns.run(new TurnRunner.Request(record, command, start), delivery);
        return Outcome.publishing(completedTurns.record(command.getUserId(), turn));
      }
      case CancelTurn cancel -> sessions.cancel(command, cancel);
      case ResolveBusy busy ->
          sessions.resolve(command, busy, position, delivery.unfinishedBefore());
      case ClearHistory clear -> sessions.clear(command, clear, position);
      default ->
          throw new PoisonRecordException(
              "unknown_command", "a command of a kind that this version does not know");
    }
    return Outcome.nothing();
  }
}
