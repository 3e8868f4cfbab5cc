package dev.turnpike.ingress.operations;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which dead letters were driven again. */
@Repository
class RedriveTable {
  private final JdbcClient database;

  RedriveTable(JdbcClient database) {
    this.database = database;
  }

  /**
   * Notes one before it is done.
   *
   * @param times the how-manieth it is
   * @return false when it was noted before
   */
  boolean begin(LetterPlace place, Instant writtenAt, int times) {
    try {
      database
          .sql(
              """
              insert into ingress.redrives (topic, partition, "offset", written_at, times)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              place.topic().name(),
              place.partition(),
              place.offset(),
              Timestamp.from(writtenAt),
              times)
          .update();
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Kafka has it. */
  void done(LetterPlace place, Instant writtenAt, int times, int toPartition, long toOffset) {
    database
        .sql(
            """
            update ingress.redrives set to_partition = ?, to_offset = ?
            where topic = ? and partition = ? and "offset" = ? and written_at = ? and times = ?
            """)
        .params(
            toPartition,
            toOffset,
            place.topic().name(),
            place.partition(),
            place.offset(),
            Timestamp.from(writtenAt),
            times)
        .update();
  }

  /** It certainly was not done. */
  void undo(LetterPlace place, Instant writtenAt, int times) {
    database
        .sql(
            """
            delete from ingress.redrives
            where topic = ? and partition = ? and "offset" = ? and written_at = ? and times = ?
            """)
        .params(
            place.topic().name(),
            place.partition(),
            place.offset(),
            Timestamp.from(writtenAt),
            times)
        .update();
  }

  /** The highest number that was noted; 0 for none. */
  int times(LetterPlace place, Instant writtenAt) {
    return database
        .sql(
            """
            select coalesce(max(times), 0) from ingress.redrives
            where topic = ? and partition = ? and "offset" = ? and written_at = ?
            """)
        .params(place.topic().name(), place.partition(), place.offset(), Timestamp.from(writtenAt))
        .query(Integer.class)
        .single();
  }

  /** Oldest first. */
  List<Letter.Redrive> of(LetterPlace place, Instant writtenAt) {
    return database
        .sql(
            """
            select at, to_partition, to_offset from ingress.redrives
            where topic = ? and partition = ? and "offset" = ? and written_at = ? order by times
            """)
        .params(place.topic().name(), place.partition(), place.offset(), Timestamp.from(writtenAt))
        .query(
            (row, _) ->
                new Letter.Redrive(
                    row.getTimestamp("at").toInstant(),
                    place.topic().name(),
                    row.getObject("to_partition", Integer.class),
                    row.getObject("to_offset", Long.class)))
        .list();
  }

  /** The same letters, with how often each was driven again. */
  List<LetterSummary> counted(String topic, List<LetterSummary> letters) {
    if (letters.isEmpty()) {
      return letters;
    }
    Map<String, Integer> times = new HashMap<>();
    database
        .sql(
            """
            select partition, "offset", written_at, count(*) as times from ingress.redrives
            where topic = ? and "offset" = any (?) group by 1, 2, 3
            """)
        .params(topic, letters.stream().map(LetterSummary::offset).toArray(Long[]::new))
        .query(
            row -> {
              times.put(
                  "%d/%d/%s"
                      .formatted(
                          row.getInt("partition"),
                          row.getLong("offset"),
                          row.getTimestamp("written_at").toInstant()),
                  row.getInt("times"));
            });
    return letters.stream()
        .map(
            each ->
                each.withRedriven(
                    Objects.requireNonNull(
                        times.getOrDefault(
                            "%d/%d/%s".formatted(each.partition(), each.offset(), each.at()), 0))))
        .toList();
  }
}
