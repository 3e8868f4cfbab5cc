package dev.turnpike.ingress.chat;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads conversations from the view that the agent workers publish. */
@Repository
class Conversations {
  private final JdbcClient database;

  Conversations(JdbcClient database) {
    this.database = database;
  }

  Conversation of(String sessionId) {
    return new Conversation(
        database
            .sql(
                """
                select role, content,
                  case when role = 'assistant' and turn_status in ('cancelled', 'failed')
                    then turn_status end
                from agent.session_messages
                where session_id = ? order by position
                """)
            .param(sessionId)
            .query(
                (row, _) ->
                    new Conversation.Message(row.getString(1), row.getString(2), row.getString(3)))
            .list());
  }
}
