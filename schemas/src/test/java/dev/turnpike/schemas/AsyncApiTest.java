package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.apicurio.datamodels.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document says what the code and the event reference say, and is AsyncAPI 3.0. */
class AsyncApiTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Path WRITTEN = Path.of("../docs/asyncapi.json");
  private static final Path PROPOSED = Path.of("target/asyncapi.json");

  private static ObjectNode document;

  @BeforeAll
  static void generate() throws IOException {
    document = AsyncApi.of(version(), Files.readString(Path.of("../docs/events.md")));
  }

  @Test
  void theDocumentSaysWhatTheCodeSays() throws IOException {
    String generated = JSON.writeValueAsString(document) + "\n";
    Files.writeString(PROPOSED, generated);
    assertThat(Files.exists(WRITTEN) ? Files.readString(WRITTEN) : "")
        .as("docs/asyncapi.json is out of date: cp schemas/target/asyncapi.json docs/asyncapi.json")
        .isEqualTo(generated);
  }

  @Test
  void itIsValidByTheOfficialSchema() throws IOException {
    assertThat(official().validate(document)).isEmpty();
  }

  /** So that the schema is known to refuse something. */
  @Test
  void theOfficialSchemaRefusesWhatIsWrong() throws IOException {
    ObjectNode wrong = document.deepCopy();
    wrong.withObject("/channels/turns.completed/bindings/kafka").put("partitions", "many");
    assertThat(official().validate(wrong)).isNotEmpty();
    wrong = document.deepCopy();
    wrong.withObject("/operations/judge-workers.send.turns.scored").put("action", "shout");
    assertThat(official().validate(wrong)).isNotEmpty();
  }

  @Test
  void itIsValidBySomebodyElsesRules() {
    assertThat(Library.validate(Library.readDocumentFromJSONString(document.toString()), null))
        .extracting(each -> each.nodePath + ": " + each.message)
        .isEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : document.findValues("$ref")) {
      String pointer = reference.asString().substring(1);
      assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  @Test
  void everyTopicHasItsChannelItsDeadLettersAndItsSchema() {
    Set<String> expected = new HashSet<>();
    for (Topic<?> topic : Topics.ALL) {
      expected.add(topic.name());
      expected.add(topic.deadLetterTopic());
      JsonNode held = document.at("/components/schemas/" + topic.schema().getName() + "/schema");
      assertThat(new org.apache.avro.Schema.Parser().parse(held.toString()))
          .isEqualTo(topic.schema());
    }
    assertThat(document.path("channels").propertyNames())
        .containsExactlyInAnyOrderElementsOf(expected);
    for (Topic<?> topic : Topics.ALL) {
      assertThat(document.path("operations").propertyNames())
          .as("somebody writes " + topic)
          .anyMatch(name -> name.endsWith(".send." + topic));
    }
  }

  private static Schema official() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(file);
    }
  }

  /** Turnpike's, as its build file says it. */
  private static String version() throws IOException {
    Matcher found =
        Pattern.compile("<artifactId>turnpike</artifactId>\\s*<version>([0-9.]+)")
            .matcher(Files.readString(Path.of("../pom.xml")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
