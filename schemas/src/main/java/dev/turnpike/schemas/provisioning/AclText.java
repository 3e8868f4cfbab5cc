package dev.turnpike.schemas.provisioning;

import java.util.Locale;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;

/** A right as people read it: {@code User:judge-workers may write topic turns.scored}. */
final class AclText {

  private AclText() {}

  static String of(AclBinding binding) {
    var entry = binding.entry();
    var pattern = binding.pattern();
    return "%s %s %s %s %s%s%s"
        .formatted(
            entry.principal(),
            entry.permissionType() == AclPermissionType.DENY ? "may not" : "may",
            words(entry.operation()),
            words(pattern.resourceType()),
            pattern.name(),
            pattern.patternType() == PatternType.PREFIXED ? "*" : "",
            entry.host().equals("*") ? "" : " from " + entry.host());
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
