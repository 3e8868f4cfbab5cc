package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Subjects with their compatibility, and the schemas of this version of Turnpike. */
public final class SchemaArea implements Area {

  private final SchemaRegistry registry;
  private final List<Topic<?>> topics;
  private final Supplier<Set<String>> written;

  /**
   * @param written gives the names of the topics that have records
   */
  public SchemaArea(SchemaRegistry registry, List<Topic<?>> topics, Supplier<Set<String>> written) {
    this.registry = registry;
    this.topics = List.copyOf(topics);
    this.written = written;
  }

  @Override
  public String title() {
    return "Schemas";
  }

  @Override
  public List<Change> compare() {
    List<Change> changes = new ArrayList<>();
    Set<String> strangers = new HashSet<>();
    for (Topic<?> topic : topics) {
      if (!registry.hasSubject(topic.subject())) {
        strangers.add(topic.name());
      }
    }
    strangers.retainAll(strangers.isEmpty() ? Set.of() : written.get());
    for (Topic<?> topic : topics) {
      if (strangers.contains(topic.name())) {
        changes.add(new Change.LostSchemas(topic.subject(), topic.name()));
      } else {
        compareLevel(topic, changes);
        compareSchema(topic, changes);
      }
    }
    return changes;
  }

  private void compareLevel(Topic<?> topic, List<Change> changes) {
    Compatibility needed = topic.compatibility();
    Optional<Compatibility> actual = registry.compatibilityOf(topic.subject());
    if (actual.isPresent() && actual.get() != needed && actual.get().implies(needed)) {
      changes.add(new Change.StricterCompatibility(topic.subject(), actual.get(), needed));
    } else if (!actual.equals(Optional.of(needed))) {
      changes.add(new Change.SetCompatibility(topic.subject(), actual, needed));
    }
  }

  private void compareSchema(Topic<?> topic, List<Change> changes) {
    String subject = topic.subject();
    if (!registry.isRegistered(subject, topic.schema())) {
      changes.add(
          registry
              .incompatibility(subject, topic.schema())
              .<Change>map(words -> new Change.IncompatibleSchema(subject, words))
              .orElseGet(() -> new Change.RegisterSchema(subject, topic.schema().getFullName())));
    }
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
