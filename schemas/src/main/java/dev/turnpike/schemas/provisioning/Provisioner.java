package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Creates what the services find when they start: topics with their dead-letter topics, subjects
 * with their compatibility, schemas. It may run any number of times, also against a running system:
 * what is right already is left alone.
 */
public final class Provisioner {

  private final TopicProvisioning kafka;
  private final SchemaRegistry registry;
  private final List<Topic<?>> topics;

  public Provisioner(Admin admin, SchemaRegistry registry, int replicationFactor) {
    this(admin, registry, replicationFactor, Topics.ALL);
  }

  public Provisioner(
      Admin admin, SchemaRegistry registry, int replicationFactor, List<Topic<?>> topics) {
    this.kafka = new TopicProvisioning(admin, replicationFactor);
    this.registry = registry;
    this.topics = List.copyOf(topics);
  }

  /**
   * Makes it so.
   *
   * @return one sentence for each thing that was changed
   */
  public List<String> provision() {
    List<String> done = new ArrayList<>(kafka.apply(TopicSpec.of(topics)));
    for (Topic<?> topic : topics) {
      if (!hasCompatibility(topic)) {
        registry.setCompatibility(topic.subject(), topic.compatibility());
        done.add("Set compatibility of " + topic.subject() + " to " + topic.compatibility() + ".");
      }
      if (!registry.isRegistered(topic.subject(), topic.schema())) {
        int id = registry.register(topic.subject(), topic.schema());
        done.add("Registered the schema of " + topic.subject() + " with id " + id + ".");
      }
    }
    return done;
  }

  /**
   * Changes nothing.
   *
   * @return one sentence for each thing that is missing or would lose data, with what to do
   */
  public List<String> verify() {
    List<String> missing = new ArrayList<>(kafka.missing(TopicSpec.of(topics)));
    missing.addAll(registry.missing(topics));
    return missing;
  }

  private boolean hasCompatibility(Topic<?> topic) {
    Optional<Compatibility> known = registry.compatibilityOf(topic.subject());
    return known.isPresent() && known.get() == topic.compatibility();
  }
}
