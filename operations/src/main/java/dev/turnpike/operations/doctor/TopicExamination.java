package dev.turnpike.operations.doctor;

import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics: whether they are there, whole, kept as long as they should be, and ours to use. */
final class TopicExamination {

  private static final int COPIES = 3;
  private static final Set<AclOperation> USED = EnumSet.of(AclOperation.READ, AclOperation.WRITE);

  private final Admin admin;
  private final boolean serving;

  TopicExamination(Admin admin, boolean serving) {
    this.admin = admin;
    this.serving = serving;
  }

  void examine(Consumer<Finding> findings)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<Topic<?>, TopicDescription> present = present(findings);
    if (present.size() == Topics.ALL.size()) {
      findings.accept(Finding.good("All %d topics are there.".formatted(present.size())));
    }
    copies(present, findings);
    rights(present, findings);
    policies(present, findings);
  }

  private Map<Topic<?>, TopicDescription> present(Consumer<Finding> findings)
      throws InterruptedException, TimeoutException, ExecutionException {
    List<String> names = Topics.ALL.stream().<String>map(Topic::name).toList();
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    Map<Topic<?>, TopicDescription> present = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      try {
        present.put(topic, KafkaExamination.await(Objects.requireNonNull(asked.get(topic.name()))));
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case UnknownTopicOrPartitionException _ -> missing.add(topic.name());
          case TopicAuthorizationException _ -> hidden.add(topic.name());
          case null, default -> throw e;
        }
      }
    }
    if (!missing.isEmpty()) {
      findings.accept(
          Finding.problem(
              "Topics are missing: %s. Run ./turnpike provision."
                  .formatted(String.join(", ", missing))));
    }
    if (!hidden.isEmpty()) {
      String sentence =
          "This user may not see %s: each service needs the rights that docs/operations/provisioning.md lists, and no others."
              .formatted(String.join(", ", hidden));
      findings.accept(
          hidden.size() == Topics.ALL.size()
              ? Finding.problem(sentence)
              : Finding.warning(sentence));
    }
    return present;
  }

  private void copies(Map<Topic<?>, TopicDescription> present, Consumer<Finding> findings) {
    List<String> leaderless = new ArrayList<>();
    int behind = 0;
    int fewest = Integer.MAX_VALUE;
    for (TopicDescription topic : present.values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        if (partition.leader() == null || partition.leader().isEmpty()) {
          leaderless.add(topic.name() + "-" + partition.partition());
        } else if (partition.isr().size() < partition.replicas().size()) {
          behind++;
        }
        fewest = Math.min(fewest, partition.replicas().size());
      }
    }
    if (!leaderless.isEmpty()) {
      findings.accept(
          Finding.problem(
              "Partitions without a leader take nothing and give nothing: %s. Bring back the brokers that hold them."
                  .formatted(String.join(", ", leaderless))));
    }
    if (behind > 0) {
      findings.accept(
          Finding.warning(
              "Under-replicated partitions: %d have copies that are behind or gone. Look for a broker that is down or slow."
                  .formatted(behind)));
    }
    if (serving && !present.isEmpty() && fewest < COPIES) {
      findings.accept(
          Finding.warning(
              "Some topics have fewer copies than %d (%d): a lost disk can take records with it."
                  .formatted(COPIES, fewest)));
    }
  }

  private static void rights(Map<Topic<?>, TopicDescription> present, Consumer<Finding> findings) {
    present.forEach(
        (topic, description) -> {
          Set<AclOperation> rights = description.authorizedOperations();
          if (rights == null) {
            return; // a broker that does not say
          }
          EnumSet<AclOperation> lacking = EnumSet.copyOf(USED);
          lacking.removeAll(rights);
          if (!lacking.isEmpty() && !rights.contains(AclOperation.ALL)) {
            findings.accept(
                Finding.warning(
                    "This user has no right to %s on %s: fine if its service has nothing to do there."
                        .formatted(
                            String.join(" or ", lacking.stream().map(AclOperation::name).toList()),
                            topic.name())));
          }
        });
  }

  private void policies(Map<Topic<?>, TopicDescription> present, Consumer<Finding> findings)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (present.isEmpty()) {
      return;
    }
    List<ConfigResource> resources =
        present.keySet().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
            .toList();
    Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(resources).values();
    int right = 0;
    for (Topic<?> topic : present.keySet()) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
      try {
        var config = KafkaExamination.await(Objects.requireNonNull(configs.get(resource)));
        boolean policy =
            differs(
                topic,
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.cleanup().policy(),
                config,
                findings);
        boolean retention =
            differs(
                topic,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(topic.retention().toMillis()),
                config,
                findings);
        right += policy || retention ? 0 : 1;
      } catch (ExecutionException e) {
        findings.accept(
            Finding.warning(
                "The settings of topic %s can't be read (%s)."
                    .formatted(topic.name(), Told.reason(e))));
      }
    }
    if (right == present.size()) {
      findings.accept(Finding.good("They keep what they should, as long as they should."));
    }
  }

  private static boolean differs(
      Topic<?> topic, String setting, String wanted, Config config, Consumer<Finding> findings) {
    String actual = config.get(setting).value();
    if (actual.equals(wanted)) {
      return false;
    }
    findings.accept(
        Finding.warning(
            "Topic %s has %s=%s instead of %s: ./turnpike provision sets it, unless you mean it so."
                .formatted(topic.name(), setting, actual, wanted)));
    return true;
  }
}
