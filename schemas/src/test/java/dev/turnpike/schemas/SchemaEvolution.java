package dev.turnpike.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Whether one schema may follow another. Avro's own check ignores logical types, whose change
 * silently turns, say, microseconds into milliseconds; so they must stay the same.
 */
final class SchemaEvolution {

  private SchemaEvolution() {}

  /** What forbids it, a line each. */
  static List<String> conflicts(Schema earlier, Schema later, Compatibility level) {
    List<String> conflicts = new ArrayList<>();
    if (level.backward()) {
      unreadable(later, earlier).forEach(c -> conflicts.add("new can't read old: " + c));
    }
    if (level.forward()) {
      unreadable(earlier, later).forEach(c -> conflicts.add("old can't read new: " + c));
    }
    compareMeaning("", earlier, later, conflicts);
    return conflicts;
  }

  private static Stream<String> unreadable(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(i -> i.getType() + " at " + i.getLocation() + ", " + i.getMessage());
  }

  private static void compareMeaning(String path, Schema a, Schema b, List<String> conflicts) {
    if (!meaning(a).equals(meaning(b))) {
      conflicts.add(
          "the meaning of %s changes from %s to %s".formatted(path, meaning(a), meaning(b)));
    }
    if (a.isUnion() || b.isUnion()) {
      for (Schema branch : branches(a)) {
        sameType(branches(b), branch)
            .ifPresent(other -> compareMeaning(path, branch, other, conflicts));
      }
      return;
    }
    if (a.getType() != b.getType()) {
      return;
    }
    switch (a.getType()) {
      case RECORD -> {
        for (Schema.Field field : a.getFields()) {
          Schema.Field other = b.getField(field.name());
          if (other != null) {
            compareMeaning(path + "/" + field.name(), field.schema(), other.schema(), conflicts);
          }
        }
      }
      case ARRAY -> compareMeaning(path, a.getElementType(), b.getElementType(), conflicts);
      case MAP -> compareMeaning(path, a.getValueType(), b.getValueType(), conflicts);
      default -> {}
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private static Optional<Schema> sameType(List<Schema> branches, Schema wanted) {
    return branches.stream().filter(b -> b.getFullName().equals(wanted.getFullName())).findFirst();
  }

  private static String meaning(Schema schema) {
    return Stream.of("logicalType", "precision", "scale")
        .map(schema::getObjectProp)
        .map(Objects::toString)
        .toList()
        .toString();
  }
}
