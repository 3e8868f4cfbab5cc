package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Makes what the services find when they start: first the whole difference, then, if nothing of it
 * is refused, the changes. It may run any number of times, also against a running system, twice at
 * once, and after a run that died: what is right already is left alone.
 */
public final class Provisioner {

  private final List<Area> areas;

  public Provisioner(List<Area> areas) {
    this.areas = List.copyOf(areas);
  }

  /** Topics with their dead-letter topics, subjects with their compatibility, and schemas. */
  public Provisioner(Admin admin, SchemaRegistry registry, int replicationFactor) {
    this(admin, registry, replicationFactor, Topics.ALL);
  }

  /** The same for some topics. */
  public Provisioner(
      Admin admin, SchemaRegistry registry, int replicationFactor, List<Topic<?>> topics) {
    this(
        List.of(
            new TopicArea(admin, replicationFactor, TopicSpec.of(topics, PartitionCounts.DEFAULT)),
            new SchemaArea(
                registry,
                topics,
                () -> TopicArea.written(admin, topics.stream().map(Topic::name).toList()))));
  }

  /** The whole difference. Changes nothing. */
  public Plan plan() {
    return new Plan(areas.stream().map(area -> new Plan.Section(area, area.compare())).toList());
  }

  /**
   * Makes the changes of a plan.
   *
   * @param done is told each change when it has been made
   * @throws ProvisioningRefused if something in the plan is refused; then nothing was done
   */
  public static void apply(Plan plan, Consumer<Change> done) {
    if (plan.verdict() == Plan.Verdict.REFUSED) {
      throw new ProvisioningRefused(plan);
    }
    plan.sections().forEach(section -> section.area().apply(section.toDo(), done));
  }

  /**
   * Both at once.
   *
   * @return a line for each change that was made
   */
  public List<String> provision() {
    List<String> done = new ArrayList<>();
    apply(plan(), change -> done.add(Plan.line(change)));
    return done;
  }
}
