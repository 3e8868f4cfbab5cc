package dev.turnpike.ingress.oidc;

import dev.turnpike.ingress.tokens.ForeignTokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of users who registered elsewhere, made when something first belongs to them. */
@Component
public class ExternalUsers {
  private final ForeignTokens foreign;
  private final JdbcClient database;

  ExternalUsers(ForeignTokens foreign, JdbcClient database) {
    this.foreign = foreign;
    this.database = database;
  }

  /** Does nothing when the accounts are our own: who is not there then has left. */
  public void ensure(String userId) {
    if (foreign.isOn()) {
      database
          .sql("insert into ingress.users (id) values (?) on conflict (id) do nothing")
          .param(userId)
          .update();
    }
  }
}
