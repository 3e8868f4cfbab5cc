package dev.turnpike.platform;

import dev.turnpike.platform.TlsTrouble.TlsSettings;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;

/** Why PostgreSQL gives no connection, in a sentence: what is wrong, and what to do. */
public final class DatabaseTrouble {
  private static final TlsSettings TLS =
      new TlsSettings(
          "sslrootcert in " + DatabaseProperties.VARIABLE,
          "sslcert and sslkey in " + DatabaseProperties.VARIABLE,
          "switch ssl on in the server, or take sslmode out of " + DatabaseProperties.VARIABLE);

  private DatabaseTrouble() {}

  /** 08… no connection, 57P03 the server is starting up, 53300 no connection slot left. */
  static boolean isPassing(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return (state.startsWith("08") && TlsTrouble.in(e).isEmpty() && unreadable(e).isEmpty())
        || state.equals("57P03")
        || state.equals("53300");
  }

  /** What the failure to connect means. */
  public static String of(DatabaseProperties database, SQLException e) {
    String message = reason(e);
    if (message.contains("no pg_hba.conf entry")) {
      return message.contains("no encryption")
          ? sentence(
              database,
              "the server takes no connection without TLS from here (%s)".formatted(message),
              "add sslmode=verify-full and sslrootcert to the URL, or allow it in pg_hba.conf")
          : sentence(
              database,
              "the server's pg_hba.conf has no line for us (%s)".formatted(message),
              "add one, or come from an address and with a user that has one");
    }
    if (message.contains("valid client certificate")) {
      return told(database, TlsTrouble.CERTIFICATE_WANTED);
    }
    if (message.contains("certificate authentication failed")) {
      return sentence(
          database,
          "the client certificate has another name than the user \"%s\"".formatted(database.user()),
          "set DATABASE_USER to the common name of the certificate in sslcert");
    }
    Optional<String> unreadable = unreadable(e);
    if (unreadable.isPresent()) {
      return sentence(
          database,
          "a file that it names can't be used (%s)".formatted(unreadable.get()),
          "correct sslrootcert, sslcert or sslkey (the key as PKCS #8; one that is not RSA needs"
              + " pemKeyAlgorithm=EC)");
    }
    Optional<TlsTrouble> tls = TlsTrouble.in(e);
    if (tls.isPresent()) {
      return told(database, tls.get());
    }
    return switch (String.valueOf(e.getSQLState())) {
      case "28P01", "28000" ->
          sentence(
              database,
              "the server refuses the user \"%s\"".formatted(database.user()),
              "check DATABASE_USER and DATABASE_PASSWORD");
      case "3D000" ->
          sentence(database, "the server has no such database", "create it or correct the name");
      default ->
          sentence(
              database,
              "the database can't be reached (%s)".formatted(message),
              "start PostgreSQL or correct the address");
    };
  }

  /** The driver does not say of a host that it is unknown. */
  private static String reason(SQLException e) {
    return e.getCause() instanceof UnknownHostException ? "unknown host" : Reasons.of(e);
  }

  private static Optional<String> unreadable(SQLException e) {
    String message = Reasons.of(e);
    return message.contains("Could not open SSL")
            || message.contains("Could not find a java cryptographic algorithm")
            || message.contains("Could not load the private key")
            || message.contains("SSL key file")
            || message.contains("SSL certificate file")
            || message.contains("Could not read SSL")
            || message.contains("Loading the SSL")
        ? Optional.of(message)
        : Optional.empty();
  }

  private static String told(DatabaseProperties database, TlsTrouble trouble) {
    return sentence(database, trouble.diagnosis(), trouble.remedy(TLS));
  }

  private static String sentence(DatabaseProperties database, String what, String remedy) {
    return "%s is \"%s\", but %s: %s."
        .formatted(DatabaseProperties.VARIABLE, Redaction.redact(database.url()), what, remedy);
  }
}
