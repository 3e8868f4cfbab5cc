package dev.turnpike.ingress.administrators;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which accounts have the addresses. */
@Component
class AccountTable implements AdministratorFeed.Source {
  private final JdbcClient database;

  AccountTable(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Map<String, String> idsOf(Set<String> addresses) {
    Map<String, String> ids = new HashMap<>();
    database
        .sql("select email, id from ingress.users where email = any(?)")
        .param(addresses.toArray(String[]::new))
        .query((RowCallbackHandler) row -> ids.put(row.getString(1), row.getString(2)));
    return ids;
  }
}
