package dev.turnpike.schemas.provisioning;

import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a service does on Kafka, and so the rights that it needs: no more, and none to the cluster.
 * Names of groups are those of the services' own settings.
 */
public final class ServiceAccess {

  /** Operations on topics, groups or transactional ids of one name, or with one beginning. */
  public record Right(ResourcePattern on, Set<AclOperation> operations) {
    public Right {
      operations = Set.copyOf(operations);
    }
  }

  /** Of the internal topics, the group and the transactional ids of turn-analytics. */
  public static final String ANALYTICS = "turn-analytics";

  private static final String REJUDGE = "judge-rejudge";

  private static final ServiceAccess INGRESS = ingress();

  private static final ServiceAccess AGENTS =
      new ServiceAccess("agent-workers")
          .consumes(Topics.CHAT_REQUESTS, "agent-workers")
          .writes(Topics.CHAT_REPLIES)
          .writes(Topics.TURNS_COMPLETED);

  private static final ServiceAccess MEMORY =
      new ServiceAccess("memory-extractor")
          .consumes(Topics.TURNS_COMPLETED, "memory-extractor")
          .writes(Topics.MEMORY_CHANGES);

  private static final ServiceAccess JUDGES =
      new ServiceAccess("judge-workers")
          .consumes(Topics.TURNS_COMPLETED, "judge-workers")
          .writes(Topics.TURNS_SCORED)
          .consumes(Topics.TURNS_COMPLETED, "judge-langfuse-turns")
          .consumes(Topics.TURNS_SCORED, "judge-langfuse-scores");

  private static final ServiceAccess ROLLUPS =
      new ServiceAccess(ANALYTICS)
          .consumes(Topics.TURNS_COMPLETED, ANALYTICS)
          .consumes(Topics.TURNS_SCORED, ANALYTICS)
          .writes(Topics.ANALYTICS_ROLLUPS)
          .writes(Topics.ANALYTICS_ALERTS)
          .prefixed(ResourceType.TOPIC, ANALYTICS + "-", READ, WRITE, DELETE, DESCRIBE_CONFIGS);

  /** The commands of those who run it: all may be read; scores are given anew. */
  private static final ServiceAccess OPERATIONS = operations();

  /** Looks how far behind the workers are. */
  private static final ServiceAccess SCALER =
      new ServiceAccess("keda")
          .literal(ResourceType.TOPIC, Topics.CHAT_REQUESTS.name(), DESCRIBE)
          .literal(ResourceType.TOPIC, Topics.TURNS_COMPLETED.name(), DESCRIBE)
          .literal(ResourceType.GROUP, "agent-workers", DESCRIBE)
          .literal(ResourceType.GROUP, "memory-extractor", DESCRIBE)
          .literal(ResourceType.GROUP, "judge-workers", DESCRIBE);

  public static final List<ServiceAccess> ALL =
      List.of(INGRESS, AGENTS, MEMORY, JUDGES, ROLLUPS, OPERATIONS, SCALER);

  private final String service;
  private final List<Right> rights = new ArrayList<>();
  private final Set<Topic<?>> topics = new LinkedHashSet<>();
  private final Set<String> deadLetters = new LinkedHashSet<>();

  private ServiceAccess(String service) {
    this.service = service;
  }

  /** Of a service by its name; empty for what is none of Turnpike's services. */
  public static Optional<ServiceAccess> of(String service) {
    return ALL.stream().filter(each -> each.service.equals(service)).findFirst();
  }

  public String service() {
    return service;
  }

  public List<Right> rights() {
    return rights.stream().distinct().toList();
  }

  /** What it reads or writes, dead letters aside. */
  public List<Topic<?>> topics() {
    return List.copyOf(topics);
  }

  /** What it reads or writes, as Kafka should have it. */
  public List<TopicSpec> specs() {
    return TopicSpec.of(topics(), PartitionCounts.DEFAULT).stream()
        .filter(spec -> !spec.name().endsWith(".dlt") || deadLetters.contains(spec.name()))
        .toList();
  }

  /** Administrators see in its console how far the others are, and drive dead letters again. */
  private static ServiceAccess ingress() {
    ServiceAccess ingress =
        new ServiceAccess("ingress-api")
            .writes(Topics.CHAT_REQUESTS)
            .reads(Topics.CHAT_REPLIES)
            .consumes(Topics.TURNS_COMPLETED, "ingress-usage")
            .literal(ResourceType.TOPIC, Topics.TURNS_COMPLETED.name(), WRITE)
            .literal(ResourceType.TOPIC, Topics.TURNS_SCORED.name(), WRITE);
    for (Topic<?> topic : Topics.ALL) {
      ingress.literal(ResourceType.TOPIC, topic.deadLetterTopic(), READ);
    }
    for (String group : List.of("agent-workers", "memory-extractor", "judge-workers", ANALYTICS)) {
      ingress.literal(ResourceType.GROUP, group, DESCRIBE);
    }
    return ingress;
  }

  private static ServiceAccess operations() {
    ServiceAccess operations = new ServiceAccess("operations");
    for (Topic<?> topic : Topics.ALL) {
      operations.reads(topic);
      operations.literal(ResourceType.TOPIC, topic.deadLetterTopic(), READ, DESCRIBE_CONFIGS);
    }
    return operations
        .writes(Topics.TURNS_SCORED)
        .literal(ResourceType.GROUP, REJUDGE, READ)
        // A recovery has these read again, once it has seen that all are at rest.
        .literal(ResourceType.GROUP, "ingress-usage", READ)
        .literal(ResourceType.GROUP, "memory-extractor", READ)
        .literal(ResourceType.GROUP, "agent-workers", DESCRIBE)
        .literal(ResourceType.GROUP, "judge-workers", DESCRIBE)
        .literal(ResourceType.GROUP, ANALYTICS, DESCRIBE)
        .prefixed(ResourceType.GROUP, "judge-langfuse-", DESCRIBE)
        .literal(ResourceType.TRANSACTIONAL_ID, REJUDGE, WRITE, DESCRIBE);
  }

  private ServiceAccess reads(Topic<?> topic) {
    topics.add(topic);
    return literal(ResourceType.TOPIC, topic.name(), READ, DESCRIBE_CONFIGS);
  }

  private ServiceAccess writes(Topic<?> topic) {
    topics.add(topic);
    return literal(ResourceType.TOPIC, topic.name(), WRITE, DESCRIBE_CONFIGS);
  }

  /** Reads in a group, in transactions that also hold what comes of it and dead letters. */
  private ServiceAccess consumes(Topic<?> topic, String group) {
    deadLetters.add(topic.deadLetterTopic());
    return reads(topic)
        .literal(ResourceType.TOPIC, topic.deadLetterTopic(), WRITE, DESCRIBE_CONFIGS)
        .literal(ResourceType.GROUP, group, READ)
        .prefixed(ResourceType.TRANSACTIONAL_ID, group + "-", WRITE, DESCRIBE);
  }

  private ServiceAccess literal(ResourceType type, String name, AclOperation... operations) {
    return right(new ResourcePattern(type, name, PatternType.LITERAL), operations);
  }

  private ServiceAccess prefixed(ResourceType type, String name, AclOperation... operations) {
    return right(new ResourcePattern(type, name, PatternType.PREFIXED), operations);
  }

  private ServiceAccess right(ResourcePattern on, AclOperation... operations) {
    rights.add(new Right(on, Set.of(operations)));
    return this;
  }
}
