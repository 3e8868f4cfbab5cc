package dev.turnpike.platform;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user may be empty when the URL or the server's rules need none
 * @param password may be empty likewise
 * @param migrate whether a service that starts brings its own tables up to date; if not, {@code
 *     ./turnpike provision} does, and a service whose tables are older than it needs refuses to
 *     start
 */
@ConfigurationProperties("turnpike.database")
public record DatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("true") boolean migrate) {

  /** The environment variable that usually sets the address. */
  static final String VARIABLE = "DATABASE_URL";

  private static final String EXAMPLE = "jdbc:postgresql://127.0.0.1:5432/turnpike";

  public DatabaseProperties {
    url = url.strip();
    if (url.isEmpty()) {
      throw new StartRefused(
          VARIABLE + " is not set: set it to the PostgreSQL database, such as " + EXAMPLE + ".");
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new StartRefused(
          "%s is \"%s\", which is not a JDBC URL of PostgreSQL: write for instance %s."
              .formatted(VARIABLE, Redaction.redact(url), EXAMPLE));
    }
  }

  /**
   * A connection of its own, outside any pool.
   *
   * @param timeoutSeconds for connecting and for each answer
   */
  public Connection connect(int timeoutSeconds) throws SQLException {
    return DatabaseProbe.connect(this, timeoutSeconds);
  }

  /** Whether the server is on this machine. */
  public boolean isLocal() {
    return url.matches("jdbc:postgresql://(localhost|127\\.0\\.0\\.1|\\[::1])[:/?].*");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "DatabaseProperties[url=%s, user=%s]".formatted(Redaction.redact(url), user);
  }
}
