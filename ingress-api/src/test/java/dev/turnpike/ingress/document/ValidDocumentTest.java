package dev.turnpike.ingress.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.document.ApiDocument.Example;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import io.apicurio.datamodels.Library;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document by itself: whole, valid, and of exactly the calls that the service has. */
class ValidDocumentTest {
  /** What is served by others than our controllers. */
  private static final Set<String> ELSEWHERE = Set.of("GET /metrics");

  private static RunningIngress ingress;
  private static ApiClient api;
  private static ApiDocument document;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    api = ingress.client();
    document = ApiDocument.of(api);
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @Test
  void isOpenApi() {
    assertThat(document.root().path("openapi").asString()).startsWith("3.1.");
    JsonNode copy = document.root().deepCopy();
    copy.findParents("examples").forEach(each -> ((ObjectNode) each).remove("examples"));
    String text = new JsonMapper().writeValueAsString(copy); // Its validator fails on those.
    assertThat(Library.validate(Library.readDocumentFromJSONString(text), null))
        .extracting(each -> each.nodePath + ": " + each.message)
        .isEmpty();
  }

  @Test
  void everySchemaIsOneAndEveryReferenceLeadsSomewhere() {
    var meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    document
        .root()
        .path("components")
        .path("schemas")
        .properties()
        .forEach(each -> assertThat(meta.validate(each.getValue())).as(each.getKey()).isEmpty());
    for (JsonNode reference : document.root().findValues("$ref")) {
      assertThat(document.root().at(reference.asString().substring(1)).isMissingNode())
          .as(reference.asString())
          .isFalse();
    }
  }

  @Test
  void hasEveryCallOfTheServiceAndNoOther() {
    Set<String> calls =
        document.operations().stream().map(Operation::toString).collect(Collectors.toSet());
    Set<String> mapped = new TreeSet<>(ELSEWHERE);
    ingress
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              if (method.getBeanType().getName().startsWith("dev.turnpike.")) {
                for (String path : info.getPatternValues()) {
                  info.getMethodsCondition()
                      .getMethods()
                      .forEach(each -> mapped.add(each + " " + path.replace("{*", "{")));
                }
              }
            });
    assertThat(calls).containsExactlyInAnyOrderElementsOf(mapped);
  }

  @Test
  void everyCallSaysWhatItIs() {
    Set<String> ids = new HashSet<>();
    for (Operation each : document.operations()) {
      assertThat(each.node().path("summary").asString("")).as(each.toString()).isNotBlank();
      assertThat(each.node().path("tags").size()).as(each.toString()).isEqualTo(1);
      assertThat(ids.add(each.node().path("operationId").asString())).as(each.toString()).isTrue();
      assertThat(each.node().has("security")).as(each.toString()).isTrue();
      assertThat(each.statuses()).as(each.toString()).anyMatch(status -> status < 300);
    }
  }

  @Test
  void everyBodyHasAnExampleAndAllAreValid() {
    for (Operation operation : document.operations()) {
      if (operation.node().has("requestBody")) {
        assertExamples(operation, document.requests(operation), _ -> true);
      }
      for (int status : operation.statuses()) {
        JsonNode response = document.resolved(operation.node().path("responses").path("" + status));
        assertThat(response.path("description").asString(""))
            .as(operation + " " + status)
            .isNotBlank();
        if (response.has("content")) {
          assertExamples(
              operation, document.responses(operation, status), each -> each.contains("json"));
        }
      }
    }
  }

  private static void assertExamples(
      Operation operation, List<Example> examples, Predicate<String> checked) {
    assertThat(examples).as(operation + " has an example").isNotEmpty();
    for (Example example : examples) {
      if (checked.test(example.type()) && !example.type().contains("form")) {
        assertThat(document.complaints(example.schema(), example.value()))
            .as(operation + " " + example)
            .isEmpty();
      }
    }
  }

  @Test
  void everyFrameOfTheExamplesIsOne() {
    Operation stream = document.operation("POST", "/api/v1/chatbot/chat/stream");
    String events = document.responses(stream, 200).getFirst().value().asString();
    List<String> data =
        events.lines().filter(line -> line.startsWith("data: ")).map(l -> l.substring(6)).toList();
    assertThat(data).hasSizeGreaterThan(2);
    for (String frame : data) {
      assertThat(
              document.complaints(
                  "/components/schemas/StreamFrame", new JsonMapper().readTree(frame)))
          .isEmpty();
    }
  }

  @Test
  void everyErrorHasItsFormAndItsCodes() {
    for (Operation operation : document.operations()) {
      for (int status : operation.statuses()) {
        JsonNode content =
            document.resolved(operation.node().path("responses").path("" + status)).path("content");
        if (status >= 400 && !content.at("/application~1json/example").has("components")) {
          assertThat(content.propertyNames())
              .as(operation + " " + status)
              .containsExactly(
                  operation.isOpenAi() ? "application/json" : "application/problem+json");
          assertThat(content.findValues("enum")).as(operation + " " + status).isNotEmpty();
        }
      }
    }
  }

  @Test
  void repeatsNothingThatItsReaderSends() {
    assertThat(Stream.of(document.root().path("servers").values().toArray()))
        .extracting(Object::toString)
        .containsExactly("{\"url\":\"/\",\"description\":\"This service\"}");
    assertThat(api.get("/api/v1/openapi.json", null).raw().body())
        .doesNotContain("127.0.0.1", "localhost", "JsonNode");
  }
}
