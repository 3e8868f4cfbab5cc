package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** What must be there before a service may start, asked with the service's own rights. */
public final class Requirements {

  private Requirements() {}

  /**
   * @return one sentence for each thing that is missing or would lose data, with what to do
   */
  public static List<String> missing(
      Admin admin, SchemaRegistry registry, List<Topic<?>> topics, List<TopicSpec> specs) {
    List<String> missing = new ArrayList<>(new TopicArea(admin, 1, specs).missing());
    missing.addAll(registry.missing(topics));
    return missing;
  }

  /**
   * The same for topics that the service makes itself where it may.
   *
   * @param replicationFactor that it makes them with
   */
  public static List<String> unmakeable(Admin admin, int replicationFactor, List<TopicSpec> specs) {
    return new TopicArea(admin, replicationFactor, specs).unmakeable();
  }
}
