package dev.turnpike.schemas.provisioning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Topics: missing ones are created, settings corrected. The number of partitions of a topic that
 * exists is its operator's business: adding some moves keys, which breaks the order of running
 * sessions. So is where its replicas are.
 */
public final class TopicArea implements Area {

  private final Admin admin;
  private final int replicationFactor;
  private final List<TopicSpec> specs;

  public TopicArea(Admin admin, int replicationFactor, List<TopicSpec> specs) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
    this.specs = List.copyOf(specs);
  }

  @Override
  public String title() {
    return "Topics";
  }

  @Override
  public List<Change> compare() {
    TopicStates states = states();
    List<Change> changes = new ArrayList<>();
    for (TopicSpec spec : specs) {
      states
          .of(spec.name())
          .ifPresentOrElse(
              state -> compare(spec, state, changes),
              () -> changes.add(new Change.CreateTopic(spec, replicationFactor)));
    }
    return changes;
  }

  @Override
  public void apply(List<Change> changes, Consumer<Change> done) {
    List<Change.CreateTopic> missing = new ArrayList<>();
    List<Change.CorrectTopic> wrong = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.CreateTopic create) {
        missing.add(create);
      } else if (change instanceof Change.CorrectTopic correct) {
        wrong.add(correct);
      }
    }
    create(missing, done);
    correct(wrong, done);
  }

  /** How many partitions a topic has; empty if it is not there. */
  public static OptionalInt partitions(Admin admin, String topic) {
    return TopicStates.read(admin, List.of(topic))
        .of(topic)
        .map(state -> OptionalInt.of(state.partitions()))
        .orElse(OptionalInt.empty());
  }

  /** Which of some topics have, or have had, records. */
  public static Set<String> written(Admin admin, Collection<String> topics) {
    TopicStates states = TopicStates.read(admin, topics);
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String topic : topics) {
      int partitions = states.of(topic).map(TopicStates.State::partitions).orElse(0);
      for (int partition = 0; partition < partitions; partition++) {
        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    Set<String> written = new HashSet<>();
    if (!ends.isEmpty()) {
      Answers.await(admin.listOffsets(ends).all())
          .forEach(
              (partition, end) -> {
                if (end.offset() > 0) {
                  written.add(partition.topic());
                }
              });
    }
    return written;
  }

  /** One sentence for each topic that a service could not work with. */
  List<String> missing() {
    return unusable(TopicArea::absent);
  }

  /** The same for topics that the client makes itself where it may. */
  List<String> unmakeable() {
    return unusable(this::obstacle);
  }

  private List<String> unusable(Function<TopicSpec, Optional<String>> whenAbsent) {
    TopicStates states = states();
    List<String> sentences = new ArrayList<>();
    for (TopicSpec spec : specs) {
      if (states.isHidden(spec.name())) {
        sentences.add(
            "Topic %s may not be seen with this client's credentials: give it the rights that docs/operations/provisioning.md names."
                .formatted(spec.name()));
      } else {
        states
            .of(spec.name())
            .ifPresentOrElse(
                state -> unusable(spec, state, sentences),
                () -> whenAbsent.apply(spec).ifPresent(sentences::add));
      }
    }
    return sentences;
  }

  private static Optional<String> absent(TopicSpec spec) {
    return Optional.of(
        "Topic %s does not exist: run ./turnpike provision, or create it with %d partitions."
            .formatted(spec.name(), spec.partitions()));
  }

  /** Why the client can't create it; empty if it can. */
  private Optional<String> obstacle(TopicSpec spec) {
    try {
      var _ =
          Answers.await(
              admin
                  .createTopics(
                      List.of(newTopic(spec, replicationFactor)),
                      new CreateTopicsOptions().validateOnly(true))
                  .all());
      return Optional.empty();
    } catch (TopicExistsException e) { // by now
      return Optional.empty();
    } catch (AuthorizationException e) {
      return Optional.of(
          "Topic %s does not exist, and this client may not create it: run ./turnpike provision."
              .formatted(spec.name()));
    } catch (InvalidReplicationFactorException | PolicyViolationException e) {
      return Optional.of(
          "Topic %s does not exist, and Kafka refuses to create it (%s): run ./turnpike provision."
              .formatted(spec.name(), e.getMessage()));
    }
  }

  private TopicStates states() {
    return TopicStates.read(admin, specs.stream().map(TopicSpec::name).toList());
  }

  private void compare(TopicSpec spec, TopicStates.State state, List<Change> changes) {
    new TreeMap<>(spec.configurationFor(Math.min(state.replicas(), replicationFactor)))
        .forEach(
            (setting, wanted) -> {
              String actual = state.setting(setting);
              if (keepsMore(setting, actual, wanted)) {
                changes.add(new Change.KeepsMore(spec.name(), setting, actual, wanted));
              } else if (!wanted.equals(actual)) {
                changes.add(new Change.CorrectTopic(spec.name(), setting, actual, wanted));
              }
            });
    comparePartitions(spec, state.partitions(), changes);
    if (state.replicas() < replicationFactor) {
      changes.add(new Change.FewReplicas(spec.name(), state.replicas(), replicationFactor));
    }
  }

  /** Correcting it would delete what somebody wanted to keep, or keep it less safely. */
  private static boolean keepsMore(String setting, String actual, String wanted) {
    if (!setting.equals(TopicConfig.RETENTION_MS_CONFIG)
        && !setting.equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)) {
      return false;
    }
    return amount(actual) > amount(wanted);
  }

  /** Below 0 is for ever. */
  private static long amount(String value) {
    long number = value.isEmpty() ? 0 : Long.parseLong(value);
    return number < 0 ? Long.MAX_VALUE : number;
  }

  private static void comparePartitions(TopicSpec spec, int actual, List<Change> changes) {
    int wanted = spec.partitions();
    switch (spec.rule()) {
      case CHOSEN -> {
        if (actual < wanted) {
          changes.add(
              new Change.FewPartitions(
                  spec.name(),
                  actual,
                  wanted,
                  "added ones move keys, so none is added here; docs/operations/partitions.md says"
                      + " how"));
        }
      }
      case AT_LEAST -> {
        if (actual < wanted) {
          changes.add(
              new Change.WrongPartitions(
                  spec.name(),
                  actual,
                  wanted,
                  "its writers place each user's records by that number; add the missing ones with"
                      + " kafka-topics.sh --alter"));
        }
      }
      case EXACTLY -> {
        if (actual != wanted) {
          changes.add(
              new Change.WrongPartitions(
                  spec.name(),
                  actual,
                  wanted,
                  "turn-analytics keeps its state by that number and will not start;"
                      + " docs/operations/partitions.md says how to begin anew"));
        }
      }
    }
  }

  private static void unusable(TopicSpec spec, TopicStates.State state, List<String> sentences) {
    String wanted = spec.configuration().get(TopicConfig.CLEANUP_POLICY_CONFIG);
    String policy = state.setting(TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!policy.equals(wanted)) {
      sentences.add(
          "Topic %s has cleanup.policy=%s and would lose records: run ./turnpike provision, or set it to %s."
              .formatted(spec.name(), policy, wanted));
    }
    if (spec.rule() == TopicSpec.Rule.EXACTLY && state.partitions() != spec.partitions()) {
      sentences.add(
          "Topic %s has %d partitions and needs %d, by which its state is kept: set back what has changed, turnpike.analytics.partitions or the partitions of the topics that are read, or begin anew with another turnpike.analytics.application."
              .formatted(spec.name(), state.partitions(), spec.partitions()));
    }
    if (spec.rule() == TopicSpec.Rule.AT_LEAST && state.partitions() < spec.partitions()) {
      sentences.add(
          "Topic %s has %d partitions and needs %d, since its writers place records by that number: add the missing ones with kafka-topics.sh --alter."
              .formatted(spec.name(), state.partitions(), spec.partitions()));
    }
  }

  private void create(List<Change.CreateTopic> missing, Consumer<Change> done) {
    List<NewTopic> topics =
        missing.stream().map(each -> newTopic(each.topic(), each.replicas())).toList();
    Map<String, KafkaFuture<Void>> created = admin.createTopics(topics).values();
    for (Change.CreateTopic each : missing) {
      try {
        Answers.await(Objects.requireNonNull(created.get(each.topic().name())));
        done.accept(each);
      } catch (TopicExistsException e) {
        // Another provisioner was faster; it wants the same.
      }
    }
    Leaders.await(admin, missing.stream().map(Change.CreateTopic::topic).toList());
  }

  private static NewTopic newTopic(TopicSpec spec, int replicas) {
    return new NewTopic(spec.name(), spec.partitions(), (short) replicas)
        .configs(spec.configurationFor(replicas));
  }

  private void correct(List<Change.CorrectTopic> wrong, Consumer<Change> done) {
    Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
    for (Change.CorrectTopic each : wrong) {
      all.computeIfAbsent(TopicStates.resource(each.topic()), _ -> new ArrayList<>())
          .add(
              new AlterConfigOp(
                  new ConfigEntry(each.setting(), each.to()), AlterConfigOp.OpType.SET));
    }
    if (!all.isEmpty()) {
      Answers.await(admin.incrementalAlterConfigs(all).all());
      wrong.forEach(done);
    }
  }
}
