package dev.turnpike.analytics.flow;

import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;

/** A registry that knows what it was asked for, by the order in which it was. */
final class NotedRegistry implements SchemaRegistry {

  private final List<Schema> schemas = new CopyOnWriteArrayList<>();

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public Schema schemaOf(int id) {
    return schemas.get(id - 1);
  }

  @Override
  public int register(String subject, Schema schema) {
    return idOf(subject, schema);
  }

  @Override
  public boolean isRegistered(String subject, Schema schema) {
    return schemas.contains(schema);
  }

  @Override
  public boolean hasSubject(String subject) {
    return true;
  }

  @Override
  public Optional<String> incompatibility(String subject, Schema schema) {
    return Optional.empty();
  }

  @Override
  public Optional<Compatibility> compatibilityOf(String subject) {
    return Optional.empty();
  }

  @Override
  public void setCompatibility(String subject, Compatibility compatibility) {}

  @Override
  public String address() {
    return "memory";
  }

  @Override
  public void close() {}
}
