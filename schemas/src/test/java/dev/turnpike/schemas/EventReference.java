package dev.turnpike.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Those parts of the event reference that follow from the topics and schemas, as Markdown. */
final class EventReference {

  private EventReference() {}

  static String topics() {
    StringBuilder table = new StringBuilder();
    table.append("| topic | value | partitions | kept | cleanup | subject | compatibility |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (Topic<?> topic : Topics.ALL) {
      table.append(
          "| `%s` | [%s](#%s) | %d | %s | %s | `%s` | %s |\n"
              .formatted(
                  topic.name(),
                  topic.schema().getName(),
                  anchor(topic.schema()),
                  topic.partitions(),
                  kept(topic.retention()),
                  topic.cleanup().policy(),
                  topic.subject(),
                  topic.compatibility()));
    }
    return table.toString();
  }

  static String records() {
    Map<String, Schema> types = new LinkedHashMap<>();
    Topics.ALL.forEach(topic -> collect(topic.schema(), types));
    return types.values().stream().map(EventReference::section).collect(Collectors.joining("\n"));
  }

  private static void collect(Schema schema, Map<String, Schema> types) {
    switch (schema.getType()) {
      case RECORD -> {
        if (types.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), types));
        }
      }
      case ENUM -> types.putIfAbsent(schema.getFullName(), schema);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, types));
      case ARRAY -> collect(schema.getElementType(), types);
      case MAP -> collect(schema.getValueType(), types);
      default -> {}
    }
  }

  private static String section(Schema schema) {
    StringBuilder text = new StringBuilder("### " + schema.getName() + "\n");
    if (schema.getDoc() != null) {
      text.append("\n").append(schema.getDoc()).append("\n");
    }
    if (schema.getType() == Schema.Type.ENUM) {
      String symbols =
          schema.getEnumSymbols().stream()
              .map(s -> "`" + s + "`")
              .collect(Collectors.joining(", "));
      return text.append("\n").append("One of ").append(symbols).append(".\n").toString();
    }
    if (schema.getFields().isEmpty()) {
      return text.append("\nNo fields.\n").toString();
    }
    text.append("\n| field | type | meaning |\n|---|---|---|\n");
    for (Schema.Field field : schema.getFields()) {
      String doc = field.doc() == null ? "" : field.doc().replace("|", "\\|");
      text.append("| `%s` | %s | %s |\n".formatted(field.name(), type(field.schema()), doc));
    }
    return text.toString();
  }

  private static String type(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case RECORD, ENUM -> "[%s](#%s)".formatted(schema.getName(), anchor(schema));
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of string to " + type(schema.getValueType());
      case UNION -> union(schema.getTypes());
      default -> schema.getType().getName();
    };
  }

  private static String union(List<Schema> branches) {
    List<String> types =
        branches.stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .map(EventReference::type)
            .toList();
    String optional = types.size() < branches.size() ? "optional " : "";
    return optional + (types.size() == 1 ? "" : "one of ") + String.join(", ", types);
  }

  private static String anchor(Schema schema) {
    return schema.getName().toLowerCase(java.util.Locale.ROOT);
  }

  private static String kept(Duration retention) {
    return retention.toHours() % 24 == 0 && retention.toDays() > 1
        ? retention.toDays() + " d"
        : retention.toHours() + " h";
  }
}
