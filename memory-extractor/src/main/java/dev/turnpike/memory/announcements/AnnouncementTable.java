package dev.turnpike.memory.announcements;

import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.Provenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The memories whose state is to be published, {@code memory.announcements}. */
final class AnnouncementTable {

  private static final String DUE =
      """
      select a.memory_id, a.user_id, f.text, f.changed_at, t.turn_id, t.source_topic,
        t.source_partition, t.source_offset, t.extractor_version
      from (
        select * from memory.announcements where due_at <= now()
        order by due_at limit :limit for update skip locked) a
      left join memory.facts f on f.memory_id = a.memory_id
      left join memory.learned_turns t on t.turn_id = f.turn_id
      order by a.due_at
      """;

  /**
   * What a turn has changed since it was read stays due: the older state may have been the last.
   */
  private static final String SAID =
      """
      with said as (
        select s.memory_id
        from unnest(cast(:memories as uuid[]), cast(:turns as uuid[])) as s(memory_id, turn_id)
        left join memory.facts f on f.memory_id = s.memory_id
        where f.turn_id is not distinct from s.turn_id
      ), again as (
        update memory.announcements
        set times = times - 1, due_at = now() + cast(:pause as interval)
        where memory_id in (select memory_id from said) and times > 1)
      delete from memory.announcements
      where memory_id in (select memory_id from said) and times <= 1
      """;

  private final JdbcClient jdbc;

  AnnouncementTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locked until the transaction ends, so that two instances say different ones. */
  List<Announcement> due(int limit) {
    return jdbc.sql(DUE).param("limit", limit).query(AnnouncementTable::announcement).list();
  }

  /** Takes off those that were said, or has them said again after a pause. */
  void said(List<Announcement> announcements, Duration pause) {
    jdbc.sql(SAID)
        .param("memories", announcements.stream().map(Announcement::memoryId).toArray(UUID[]::new))
        .param("turns", announcements.stream().map(AnnouncementTable::turn).toArray(UUID[]::new))
        .param("pause", pause.toString())
        .update();
  }

  private static @Nullable UUID turn(Announcement announcement) {
    return announcement.state().map(state -> state.getProvenance().getTurnId()).orElse(null);
  }

  private static Announcement announcement(ResultSet row, int index) throws SQLException {
    var memoryId = row.getObject("memory_id", UUID.class);
    var userId = row.getString("user_id");
    return new Announcement(memoryId, userId, state(row, memoryId, userId));
  }

  private static Optional<MemoryChange> state(ResultSet row, UUID memoryId, String userId)
      throws SQLException {
    var text = row.getString("text");
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        MemoryChange.newBuilder()
            .setMemoryId(memoryId)
            .setUserId(userId)
            .setChangedAt(row.getObject("changed_at", OffsetDateTime.class).toInstant())
            .setProvenance(
                new Provenance(
                    row.getObject("turn_id", UUID.class),
                    row.getString("source_topic"),
                    row.getInt("source_partition"),
                    row.getLong("source_offset"),
                    row.getString("extractor_version")))
            .setBody(new MemoryAdded(text))
            .build());
  }
}
