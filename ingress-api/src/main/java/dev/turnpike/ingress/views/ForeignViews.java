package dev.turnpike.ingress.views;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Views of other services, which exist, with the columns asked for, once their owner has started
 * for the first time in a version that has them.
 */
public final class ForeignViews {
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_SCHEMA = "3F000";
  private static final String UNDEFINED_COLUMN = "42703";
  private static final Set<String> ABSENT =
      Set.of(UNDEFINED_TABLE, UNDEFINED_SCHEMA, UNDEFINED_COLUMN);

  private ForeignViews() {}

  /** Whether a query failed because its view, or a column of it, does not exist. */
  public static boolean isAbsence(DataAccessException failure) {
    return failure instanceof BadSqlGrammarException
        && failure.getCause() instanceof SQLException cause
        && ABSENT.contains(String.valueOf(cause.getSQLState()));
  }

  /** The rows of a query, none while its view does not exist. */
  public static <T> List<T> rows(Supplier<List<T>> query) {
    try {
      return query.get();
    } catch (BadSqlGrammarException e) {
      if (isAbsence(e)) {
        return List.of();
      }
      throw e;
    }
  }
}
