package dev.turnpike.bench.soak;

import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** The database and the broker, asked how much they keep. */
final class Stores implements AutoCloseable {
  private static final String TABLES =
      """
      select n.nspname || '.' || c.relname, pg_total_relation_size(c.oid)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      """;

  private final Endpoints.Database database;
  private final Admin admin;

  Stores(Endpoints endpoints) {
    this.database = endpoints.database();
    this.admin = Admin.create(Map.of("bootstrap.servers", endpoints.bootstrapServers()));
  }

  /**
   * @param counted whether rows are counted, too, which reads whole tables
   */
  Stored read(boolean counted) throws IOException, InterruptedException {
    try (Connection connection = connect()) {
      Map<String, Long> bytes = numbers(connection, TABLES);
      Map<String, Long> rows = new TreeMap<>();
      if (counted) {
        for (String table : bytes.keySet()) {
          rows.putAll(numbers(connection, "select '%1$s', count(*) from %1$s".formatted(table)));
        }
      }
      return new Stored(rows, bytes, topics());
    } catch (SQLException e) {
      throw new IOException("The database did not say what it keeps: " + e.getMessage(), e);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (database.user() != null) {
      properties.put("user", database.user());
    }
    if (database.password() != null) {
      properties.put("password", database.password());
    }
    return DriverManager.getConnection(database.url(), properties);
  }

  private static Map<String, Long> numbers(Connection connection, String query)
      throws SQLException {
    Map<String, Long> numbers = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        numbers.put(rows.getString(1), rows.getLong(2));
      }
    }
    return numbers;
  }

  private Map<String, Long> topics() throws IOException, InterruptedException {
    try {
      var brokers = admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      Map<String, Long> bytes = new HashMap<>();
      for (Map<String, LogDirDescription> folders :
          admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        folders
            .values()
            .forEach(
                folder ->
                    folder
                        .replicaInfos()
                        .forEach(
                            (partition, replica) ->
                                bytes.merge(partition.topic(), replica.size(), Long::sum)));
      }
      return bytes;
    } catch (ExecutionException e) {
      throw new IOException("The broker did not say what it keeps: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
