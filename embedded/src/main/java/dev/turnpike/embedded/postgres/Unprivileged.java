package dev.turnpike.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.turnpike.embedded.EmbeddedStartException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs, which refuse to run as root. For root they run in a user namespace of
 * their own, in which they are nobody; the files that they write still belong to root outside it.
 */
final class Unprivileged {

  private static final long ROOT = 0;
  private static final List<String> OWN_NAMESPACE = List.of("unshare", "-U");

  private final List<String> prefix;

  private Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  static Unprivileged ofThisUser() {
    if (new UnixSystem().getUid() != ROOT) {
      return new Unprivileged(List.of());
    }
    Unprivileged namespace = new Unprivileged(OWN_NAMESPACE);
    if (!namespace.run(List.of("true")).succeeded()) {
      throw new EmbeddedStartException(
          "PostgreSQL does not run as root, and `unshare -U` is not possible here: start Turnpike as an ordinary user, or set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD to a PostgreSQL 17 with pgvector.");
    }
    return namespace;
  }

  Command.Outcome run(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return Command.run(whole);
  }
}
