package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Subjects with their compatibility, and the schemas of this version of Turnpike. */
public final class SchemaArea implements Area {

  private final SchemaRegistry registry;
  private final List<Topic<?>> topics;

  public SchemaArea(SchemaRegistry registry, List<Topic<?>> topics) {
    this.registry = registry;
    this.topics = List.copyOf(topics);
  }

  @Override
  public String title() {
    return "Schemas";
  }

  @Override
  public List<Change> compare() {
    List<Change> changes = new ArrayList<>();
    for (Topic<?> topic : topics) {
      String subject = topic.subject();
      Optional<Compatibility> level = registry.compatibilityOf(subject);
      if (!level.equals(Optional.of(topic.compatibility()))) {
        changes.add(new Change.SetCompatibility(subject, level, topic.compatibility()));
      }
      if (!registry.isRegistered(subject, topic.schema())) {
        changes.add(
            registry
                .incompatibility(subject, topic.schema())
                .<Change>map(words -> new Change.IncompatibleSchema(subject, words))
                .orElseGet(() -> new Change.RegisterSchema(subject, topic.schema().getFullName())));
      }
    }
    return changes;
  }

  @Override
  public void apply(List<Change> changes, Consumer<Change> done) {
    for (Change change : changes) {
      if (change instanceof Change.SetCompatibility set) {
        registry.setCompatibility(set.subject(), set.to());
        done.accept(change);
      } else if (change instanceof Change.RegisterSchema register) {
        var _ = registry.register(register.subject(), topic(register.subject()).schema());
        done.accept(change);
      }
    }
  }

  private Topic<?> topic(String subject) {
    return Objects.requireNonNull(
        topics.stream()
            .<Topic<?>>map(topic -> topic)
            .filter(topic -> topic.subject().equals(subject))
            .findFirst()
            .orElse(null),
        subject);
  }
}
