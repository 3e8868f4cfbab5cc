package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Compatibility;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;

/**
 * One difference between what is there and what the services need. Data only: the {@link Area} that
 * found it makes the change.
 */
public sealed interface Change {

  /** What is to be done about a difference. */
  enum Sign {
    /** It is missing and will be made. */
    ADD('+'),
    /** It is there and will be corrected. */
    CORRECT('~'),
    /** People must know, and decide: nothing is done about it. */
    TELL('!'),
    /** It can't be made right here: nothing at all is done while it is so. */
    REFUSE('x');

    private final char mark;

    Sign(char mark) {
      this.mark = mark;
    }

    public char mark() {
      return mark;
    }

    /** Whether applying the plan does something about it. */
    public boolean isDone() {
      return this == ADD || this == CORRECT;
    }
  }

  Sign sign();

  /** The difference, as a line of the plan says it. */
  String difference();

  /** A topic that is missing. */
  record CreateTopic(TopicSpec topic, int replicas) implements Change {
    @Override
    public Sign sign() {
      return Sign.ADD;
    }

    @Override
    public String difference() {
      return "topic %s: %s, %s%s"
          .formatted(
              topic.name(),
              count(topic.partitions(), "partition"),
              count(replicas, "replica"),
              SettingText.all(topic.configurationFor(replicas)));
    }
  }

  /** A setting of a topic that is there. */
  record CorrectTopic(String topic, String setting, String from, String to) implements Change {
    @Override
    public Sign sign() {
      return Sign.CORRECT;
    }

    @Override
    public String difference() {
      return "topic %s: %s from %s to %s"
          .formatted(topic, setting, SettingText.of(setting, from), SettingText.of(setting, to));
    }
  }

  /** A setting by which a topic keeps more, or more safely, than it must: somebody wanted it so. */
  record KeepsMore(String topic, String setting, String actual, String needed) implements Change {
    @Override
    public Sign sign() {
      return Sign.TELL;
    }

    @Override
    public String difference() {
      return "topic %s has %s %s, more than the %s that Turnpike asks for: it is left so"
          .formatted(
              topic, setting, SettingText.of(setting, actual), SettingText.of(setting, needed));
    }
  }

  /** Partitions are never added silently: that moves keys, and breaks the order of sessions. */
  record FewPartitions(String topic, int actual, int wanted, String consequence) implements Change {
    @Override
    public Sign sign() {
      return Sign.TELL;
    }

    @Override
    public String difference() {
      return "topic %s has %s, not %d: %s"
          .formatted(topic, count(actual, "partition"), wanted, consequence);
    }
  }

  /** What the code itself rests on. */
  record WrongPartitions(String topic, int actual, int wanted, String consequence)
      implements Change {
    @Override
    public Sign sign() {
      return Sign.REFUSE;
    }

    @Override
    public String difference() {
      return "topic %s has %s, and must have %d: %s"
          .formatted(topic, count(actual, "partition"), wanted, consequence);
    }
  }

  record FewReplicas(String topic, int actual, int wanted) implements Change {
    @Override
    public Sign sign() {
      return Sign.TELL;
    }

    @Override
    public String difference() {
      return "topic %s has %s, not %d: add copies with kafka-reassign-partitions.sh, or say --replication %d"
          .formatted(topic, count(actual, "replica"), wanted, actual);
    }
  }

  /** A right that a service lacks. */
  record CreateAcl(AclBinding binding) implements Change {
    @Override
    public Sign sign() {
      return Sign.ADD;
    }

    @Override
    public String difference() {
      return AclText.of(binding);
    }
  }

  /** A right that a service does not need. */
  record ExtraAcl(AclBinding binding) implements Change {
    @Override
    public Sign sign() {
      return Sign.TELL;
    }

    @Override
    public String difference() {
      return AclText.of(binding)
          + ", which Turnpike does not need: remove it with kafka-acls.sh unless it is yours";
    }
  }

  /**
   * The first rights on something take it from all others where a cluster lets everybody in as long
   * as there are none.
   */
  record FirstAcls(int resources) implements Change {
    @Override
    public Sign sign() {
      return Sign.TELL;
    }

    @Override
    public String difference() {
      return "%d topics, groups and transactional ids had no rights so far: where allow.everyone.if.no.acl.found is true, only those named here and super users may use them from now on"
          .formatted(resources);
    }
  }

  /** Rights were asked for and the cluster knows none. */
  record NoAuthorizer(String words) implements Change {
    @Override
    public Sign sign() {
      return Sign.REFUSE;
    }

    @Override
    public String difference() {
      return "the cluster has no authorizer, so everybody may do everything: set authorizer.class.name on its nodes, or leave --acls out (%s)"
          .formatted(words);
    }
  }

  record SetCompatibility(String subject, Optional<Compatibility> from, Compatibility to)
      implements Change {
    @Override
    public Sign sign() {
      return from.isPresent() ? Sign.CORRECT : Sign.ADD;
    }

    @Override
    public String difference() {
      return "subject %s: compatibility %s%s"
          .formatted(subject, from.map(level -> "from " + level + " to ").orElse(""), to);
    }
  }

  /** A promise that goes further than the one that is needed. */
  record StricterCompatibility(String subject, Compatibility actual, Compatibility needed)
      implements Change {
    @Override
    public Sign sign() {
      return Sign.TELL;
    }

    @Override
    public String difference() {
      return "subject %s has compatibility %s, stricter than %s: it is left so, and may refuse the schema of a later version"
          .formatted(subject, actual, needed);
    }
  }

  /** Records name schemas by numbers that only the registry knows that gave them. */
  record LostSchemas(String subject, String topic) implements Change {
    @Override
    public Sign sign() {
      return Sign.REFUSE;
    }

    @Override
    public String difference() {
      return "subject %s: the registry does not know it, but topic %s has records, which name their schemas by the numbers of a registry that did; bring that one back (docs/operations/disaster-recovery.md), or say --new-registry"
          .formatted(subject, topic);
    }
  }

  record RegisterSchema(String subject, String type) implements Change {
    @Override
    public Sign sign() {
      return Sign.ADD;
    }

    @Override
    public String difference() {
      return "subject %s: schema of %s".formatted(subject, type);
    }
  }

  /**
   * @param words the registry's own
   */
  record IncompatibleSchema(String subject, String words) implements Change {
    @Override
    public Sign sign() {
      return Sign.REFUSE;
    }

    @Override
    public String difference() {
      return "subject %s: the registry refuses this version's schema: %s".formatted(subject, words);
    }
  }

  /**
   * @param names such as {@code V3 agents of sessions}, in their order
   */
  record Migrate(String owner, List<String> names) implements Change {
    public Migrate {
      names = List.copyOf(names);
    }

    @Override
    public Sign sign() {
      return Sign.ADD;
    }

    @Override
    public String difference() {
      return "database schema %s: %s".formatted(owner, String.join(", ", names));
    }
  }

  /** Migrations of which one has failed or is not what was applied. */
  record BrokenMigrations(String owner, String words) implements Change {
    @Override
    public Sign sign() {
      return Sign.REFUSE;
    }

    @Override
    public String difference() {
      return "database schema %s: %s".formatted(owner, words);
    }
  }

  /** What a service's database role lacks in a schema. */
  record GrantSchema(String owner, String role) implements Change {
    @Override
    public Sign sign() {
      return Sign.ADD;
    }

    @Override
    public String difference() {
      return "database schema %s: %s may read and write".formatted(owner, role);
    }
  }

  /** Something that must be done elsewhere first. */
  record Impossible(String why) implements Change {
    public Impossible {
      Objects.requireNonNull(why);
    }

    @Override
    public Sign sign() {
      return Sign.REFUSE;
    }

    @Override
    public String difference() {
      return why;
    }
  }

  private static String count(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
