package dev.turnpike.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry for tests of what stands on one; it can be down. */
final class RegistryInMemory implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private boolean down;

  static RegistryInMemory withAllTopics() {
    RegistryInMemory registry = new RegistryInMemory();
    Topics.ALL.forEach(topic -> registry.register(topic.subject(), topic.schema()));
    return registry;
  }

  void setDown(boolean down) {
    this.down = down;
  }

  int lastId() {
    return schemas.size();
  }

  @Override
  public int idOf(String subject, Schema schema) {
    check();
    int index = schemas.indexOf(schema);
    if (index < 0) {
      throw new SchemaNotFoundException("No such schema.");
    }
    return index + 1;
  }

  @Override
  public Schema schemaOf(int id) {
    check();
    if (id < 1 || id > schemas.size()) {
      throw new SchemaNotFoundException("No such id.");
    }
    return schemas.get(id - 1);
  }

  @Override
  public int register(String subject, Schema schema) {
    check();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return idOf(subject, schema);
  }

  @Override
  public boolean isRegistered(String subject, Schema schema) {
    check();
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
    return Optional.ofNullable(levels.get(subject));
  }

  @Override
  public void setCompatibility(String subject, Compatibility compatibility) {
    levels.put(subject, compatibility);
  }

  @Override
  public String address() {
    return "memory";
  }

  @Override
  public void close() {}

  private void check() {
    if (down) {
      throw new RegistryUnavailableException("Down.", null);
    }
  }
}
