package dev.turnpike.agent.turns;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Role;
import dev.turnpike.events.Step;
import dev.turnpike.schemas.EventSerde;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the row of {@code claim_turn}. */
record ClaimReader(EventSerde<CompletedTurn> serde) {

  Claim read(ResultSet row) throws SQLException {
    return switch (row.getString("outcome")) {
      case "held" -> new Claim.Held();
      case "finished" -> new Claim.Finished(serde.deserialize(row.getBytes("completed_turn")));
      default ->
          new Claim.Granted(
              row.getInt("attempt"),
              row.getInt("strikes"),
              row.getObject("started_at", OffsetDateTime.class).toInstant(),
              Duration.ofMillis(row.getLong("running_ms")),
              row.getString("refusal"),
              row.getString("cancel_reason"),
              row.getBoolean("forget"),
              history(row.getArray("history"), row.getArray("history_tokens")),
              steps(row.getArray("steps")),
              row.getBoolean("knows_user"),
              row.getBoolean("is_exempt"));
    };
  }

  private static List<PastMessage> history(@Nullable Array history, @Nullable Array tokens)
      throws SQLException {
    if (history == null || tokens == null) {
      return List.of();
    }
    var parts = (@Nullable String[]) history.getArray();
    var counts = (Integer[]) tokens.getArray();
    var messages = new ArrayList<PastMessage>(counts.length);
    for (int i = 0; i < counts.length; i++) {
      var role = Role.valueOf(String.valueOf(parts[3 * i]).toUpperCase(Locale.ROOT));
      var message = new ChatMessage(role, String.valueOf(parts[3 * i + 1]));
      messages.add(new PastMessage(message, parts[3 * i + 2], counts[i]));
    }
    return messages;
  }

  private static List<Step> steps(@Nullable Array records) throws SQLException {
    return records == null ? List.of() : StepCodec.read(List.of((byte[][]) records.getArray()));
  }
}
