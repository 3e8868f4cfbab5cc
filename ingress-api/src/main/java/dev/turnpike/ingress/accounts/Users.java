package dev.turnpike.ingress.accounts;

import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of users. */
@Repository
class Users {
  private final JdbcClient database;

  Users(JdbcClient database) {
    this.database = database;
  }

  /** What a login needs to know. */
  record Credentials(String userId, String passwordHash) {
    /** Without the hash. */
    @Override
    public String toString() {
      return "Credentials[userId=%s]".formatted(userId);
    }
  }

  /** False when the address is taken. */
  boolean add(String id, String email, String passwordHash) {
    try {
      database
          .sql("insert into ingress.users (id, email, password_hash) values (?, ?, ?)")
          .params(id, email, passwordHash)
          .update();
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  boolean isTaken(String email) {
    return credentials(email).isPresent();
  }

  boolean exists(String id) {
    return database
        .sql("select exists (select 1 from ingress.users where id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Empty also for users of an external issuer. */
  Optional<String> email(String id) {
    return database
        .sql("select email from ingress.users where id = ? and email is not null")
        .param(id)
        .query(String.class)
        .optional();
  }

  Optional<Credentials> credentials(String email) {
    return database
        .sql("select id, password_hash from ingress.users where email = ?")
        .param(email)
        .query((row, _) -> new Credentials(row.getString(1), row.getString(2)))
        .optional();
  }

  /** False when the hash is no longer the one that was read: somebody else has replaced it. */
  boolean replaceHash(Credentials read, String passwordHash) {
    return database
            .sql("update ingress.users set password_hash = ? where id = ? and password_hash = ?")
            .params(passwordHash, read.userId(), read.passwordHash())
            .update()
        == 1;
  }
}
