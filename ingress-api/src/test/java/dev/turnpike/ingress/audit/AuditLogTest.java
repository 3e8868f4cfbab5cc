package dev.turnpike.ingress.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.turnpike.ingress.RunningIngress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** An event becomes a line and a row. */
class AuditLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.turnpike.audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @Test
  void isALineAndARowWithoutNames() {
    lines.start();
    try (RunningIngress ingress = RunningIngress.start(Map.of())) {
      logger.addAppender(lines);
      AuditLog log = ingress.bean(AuditLog.class);
      Origin origin = new Origin("192.0.2.7", "request-1");
      log.record(
          AuditEvent.succeeded(AuditAction.SESSION_DELETED, "user-1", origin).on("session", "s-1"));
      log.recordUnknown(AuditAction.LOGIN_FAILED, "nobody@example.org", Origin.SERVICE);

      assertThat(lines.list.getFirst().getKeyValuePairs())
          .map(Object::toString)
          .containsExactly(
              "action=\"session_deleted\"",
              "outcome=\"succeeded\"",
              "user=\"user-1\"",
              "subject=\"session:s-1\"",
              "address=\"192.0.2.7\"",
              "request=\"request-1\"");
      assertThat(lines.list.get(1).getKeyValuePairs().toString()).doesNotContain("nobody");

      JdbcTemplate database = ingress.bean(JdbcTemplate.class);
      await().until(() -> rows(database).size() == 2);
      assertThat(rows(database).getFirst())
          .containsEntry("action", "session_deleted")
          .containsEntry("outcome", "succeeded")
          .containsEntry("user_id", "user-1")
          .containsEntry("subject", "session:s-1")
          .containsEntry("address", "192.0.2.7")
          .containsEntry("request_id", "request-1");
      assertThat(rows(database).get(1))
          .containsEntry("outcome", "refused")
          .containsEntry("user_id", null)
          .hasEntrySatisfying(
              "subject", hash -> assertThat(hash).asString().matches("login:[0-9a-f]{16}"));
    } finally {
      logger.detachAppender(lines);
    }
  }

  private static List<Map<String, @Nullable Object>> rows(JdbcTemplate database) {
    return database.queryForList("select * from ingress.account_events order by action desc");
  }
}
