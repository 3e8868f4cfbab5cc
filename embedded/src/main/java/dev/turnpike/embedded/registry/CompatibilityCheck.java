package dev.turnpike.embedded.registry;

import dev.turnpike.embedded.registry.StoredSchema.Version;
import dev.turnpike.schemas.Compatibility;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Whether a schema may follow earlier ones under a compatibility level. */
final class CompatibilityCheck {

  private CompatibilityCheck() {}

  /** What forbids it, a line each; empty if nothing does. */
  static List<String> conflicts(Schema next, List<Version> earlier, Compatibility level) {
    List<Version> relevant =
        level.transitive() || earlier.isEmpty()
            ? earlier
            : earlier.subList(earlier.size() - 1, earlier.size());
    return relevant.stream()
        .flatMap(
            version ->
                conflicts(next, version.schema().parsed(), level)
                    .map(conflict -> "version " + version.number() + ": " + conflict))
        .toList();
  }

  private static Stream<String> conflicts(Schema next, Schema earlier, Compatibility level) {
    return Stream.concat(
        level.backward() ? unreadable(next, earlier) : Stream.empty(),
        level.forward() ? unreadable(earlier, next) : Stream.empty());
  }

  private static Stream<String> unreadable(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(CompatibilityCheck::describe);
  }

  private static String describe(Incompatibility problem) {
    return problem.getType() + " at " + problem.getLocation() + ": " + problem.getMessage();
  }
}
