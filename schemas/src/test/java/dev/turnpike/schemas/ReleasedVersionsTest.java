package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The schemas of today against every version that was ever released, which stand in {@code
 * schemas/versions/<subject>/vN.avsc}. Records of all of them may lie in somebody's topics.
 */
class ReleasedVersionsTest {

  static final List<Topic<?>> TOPICS = Topics.ALL;

  private static final SchemaFormatter TEXT = SchemaFormatter.getInstance("json/pretty");
  private static final Path VERSIONS = Path.of("versions");
  private static final Path PROPOSED = Path.of("target/versions");

  @ParameterizedTest
  @FieldSource("TOPICS")
  void theNewestVersionIsTheSchemaOfToday(Topic<?> topic) throws IOException {
    List<Schema> versions = versions(topic);
    String today = TEXT.format(topic.schema());
    if (versions.isEmpty() || !TEXT.format(versions.getLast()).equals(today)) {
      fail(whatToDo(topic, versions.size() + 1, today));
    }
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  void everyVersionMayFollowAllBeforeIt(Topic<?> topic) throws IOException {
    List<Schema> versions = versions(topic);
    for (int later = 1; later < versions.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        assertThat(
                SchemaEvolution.conflicts(
                    versions.get(earlier), versions.get(later), topic.compatibility()))
            .as(
                """
                Version %d of %s is not %s with version %d. Make the change compatible (new fields \
                get a default, types, logical types and names stay, nothing without a default goes), \
                or put the new record type on a new topic. Released versions never change.""",
                later + 1, topic.subject(), topic.compatibility(), earlier + 1)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  void everyEnumHasADefaultForSymbolsOfTheFuture(Topic<?> topic) {
    List<String> without = new ArrayList<>();
    collectEnumsWithoutDefault(topic.schema(), without);
    assertThat(without).as("give each of these enums of %s a default", topic).isEmpty();
  }

  /** Has the file ready that the developer is missing. */
  private static String whatToDo(Topic<?> topic, int next, String today) throws IOException {
    Path proposed = PROPOSED.resolve(topic.subject()).resolve("v" + next + ".avsc");
    Files.createDirectories(proposed.getParent());
    Files.writeString(proposed, today + "\n");
    return """
        The schema of %1$s differs from its newest version in schemas/versions.
        If that version was released, keep it and add the next:
          mkdir -p schemas/versions/%2$s && cp schemas/%3$s schemas/versions/%2$s/v%4$d.avsc
        If it was not released yet, replace it:
          cp schemas/%3$s schemas/versions/%2$s/v%5$d.avsc
        If you did not mean to change the schema, undo the change in schemas/src/main/avro."""
        .formatted(topic, topic.subject(), proposed, next, Math.max(1, next - 1));
  }

  private static List<Schema> versions(Topic<?> topic) throws IOException {
    List<Schema> versions = new ArrayList<>();
    for (Path file = file(topic, 1); Files.exists(file); file = file(topic, versions.size() + 1)) {
      versions.add(new Schema.Parser().parse(Files.readString(file)));
    }
    return versions;
  }

  private static Path file(Topic<?> topic, int version) {
    return VERSIONS.resolve(topic.subject()).resolve("v" + version + ".avsc");
  }

  private static void collectEnumsWithoutDefault(Schema schema, List<String> without) {
    switch (schema.getType()) {
      case ENUM -> {
        if (schema.getEnumDefault() == null) {
          without.add(schema.getFullName());
        }
      }
      case RECORD ->
          schema.getFields().forEach(f -> collectEnumsWithoutDefault(f.schema(), without));
      case UNION ->
          schema.getTypes().forEach(branch -> collectEnumsWithoutDefault(branch, without));
      case ARRAY -> collectEnumsWithoutDefault(schema.getElementType(), without);
      case MAP -> collectEnumsWithoutDefault(schema.getValueType(), without);
      default -> {}
    }
  }
}
