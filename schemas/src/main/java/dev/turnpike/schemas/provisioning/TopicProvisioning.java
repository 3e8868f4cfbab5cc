package dev.turnpike.schemas.provisioning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics and corrects their configuration. The number of partitions of a topic that exists
 * is its operator's business: adding some moves keys, which breaks the order of running sessions.
 */
final class TopicProvisioning {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;
  private final int replicationFactor;

  TopicProvisioning(Admin admin, int replicationFactor) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
  }

  List<String> apply(List<TopicSpec> specs) {
    Collection<String> present = await(admin.listTopics().names());
    List<String> done = new ArrayList<>();
    List<TopicSpec> existing = new ArrayList<>();
    List<TopicSpec> absent = new ArrayList<>();
    specs.forEach(spec -> (present.contains(spec.name()) ? existing : absent).add(spec));
    create(absent, done);
    correct(existing, done);
    return done;
  }

  List<String> missing(List<TopicSpec> specs) {
    Collection<String> present = await(admin.listTopics().names());
    List<String> sentences = new ArrayList<>();
    List<TopicSpec> existing = new ArrayList<>();
    for (TopicSpec spec : specs) {
      if (present.contains(spec.name())) {
        existing.add(spec);
      } else {
        sentences.add(
            "Topic %s does not exist: run ./turnpike provision, or create it with %d partitions."
                .formatted(spec.name(), spec.partitions()));
      }
    }
    differences(existing)
        .forEach(
            (spec, wrong) -> {
              String policy = wrong.get(TopicConfig.CLEANUP_POLICY_CONFIG);
              if (policy != null) {
                sentences.add(
                    "Topic %s has cleanup.policy=%s and would lose records: run ./turnpike provision, or set it to %s."
                        .formatted(
                            spec.name(),
                            policy,
                            spec.configuration().get(TopicConfig.CLEANUP_POLICY_CONFIG)));
              }
            });
    return sentences;
  }

  private void create(List<TopicSpec> specs, List<String> done) {
    List<NewTopic> topics =
        specs.stream()
            .map(
                spec ->
                    new NewTopic(spec.name(), spec.partitions(), (short) replicationFactor)
                        .configs(initial(spec)))
            .toList();
    Map<String, KafkaFuture<Void>> created = admin.createTopics(topics).values();
    for (TopicSpec spec : specs) {
      try {
        await(Objects.requireNonNull(created.get(spec.name())));
        done.add(
            "Created topic %s with %d partitions and %d replicas."
                .formatted(spec.name(), spec.partitions(), replicationFactor));
      } catch (TopicExistsException e) {
        // Another provisioner was faster; it wants the same.
      }
    }
    awaitLeaders(specs);
  }

  /**
   * A partition that has just been created may not have its leader yet. A producer that writes to
   * it then can lose its place in the sequence, and with it what it had buffered.
   */
  private void awaitLeaders(List<TopicSpec> specs) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicSpec spec : specs) {
      for (int partition = 0; partition < spec.partitions(); partition++) {
        partitions.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!partitions.isEmpty()) {
      try {
        await(admin.listOffsets(partitions).all()); // asks again until the leaders answer
        return;
      } catch (UnknownTopicOrPartitionException e) { // by a broker that has not heard of it yet
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** An acknowledged record must be on two disks where there are three. */
  private Map<String, String> initial(TopicSpec spec) {
    Map<String, String> configuration = new HashMap<>(spec.configuration());
    if (replicationFactor >= 3) {
      configuration.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return configuration;
  }

  private void correct(List<TopicSpec> specs, List<String> done) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    differences(specs)
        .forEach(
            (spec, wrong) ->
                wrong.forEach(
                    (name, actual) -> {
                      String wanted = spec.configuration().get(name);
                      changes
                          .computeIfAbsent(resource(spec), any -> new ArrayList<>())
                          .add(
                              new AlterConfigOp(
                                  new ConfigEntry(name, wanted), AlterConfigOp.OpType.SET));
                      done.add(
                          "Set %s of %s from %s to %s."
                              .formatted(name, spec.name(), actual, wanted));
                    }));
    if (!changes.isEmpty()) {
      await(admin.incrementalAlterConfigs(changes).all());
    }
  }

  /** For each topic that differs, what it has instead of what it should have. */
  private Map<TopicSpec, Map<String, String>> differences(List<TopicSpec> specs) {
    Map<ConfigResource, Config> actual =
        await(
            admin.describeConfigs(specs.stream().map(TopicProvisioning::resource).toList()).all());
    Map<TopicSpec, Map<String, String>> differences = new HashMap<>();
    for (TopicSpec spec : specs) {
      Map<String, String> wrong = new TreeMap<>();
      Config current = Objects.requireNonNull(actual.get(resource(spec)));
      spec.configuration()
          .forEach(
              (name, wanted) -> {
                String value = current.get(name).value();
                if (!wanted.equals(value)) {
                  wrong.put(name, value);
                }
              });
      if (!wrong.isEmpty()) {
        differences.put(spec, wrong);
      }
    }
    return differences;
  }

  private static ConfigResource resource(TopicSpec spec) {
    return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "Kafka did not answer within " + TIMEOUT.toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }
}
