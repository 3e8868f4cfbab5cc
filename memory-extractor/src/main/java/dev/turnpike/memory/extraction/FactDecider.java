package dev.turnpike.memory.extraction;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.memory.ledger.KnownFact;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Question;
import dev.turnpike.models.UnusableAnswerException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Asks a model what findings mean for what is known, all of a turn's at once. */
public final class FactDecider {

  private static final int MOST_DECISIONS = 60;

  private static final JsonSchema SHAPE =
      JsonSchema.builder()
          .name("decisions")
          .rootElement(
              JsonObjectSchema.builder()
                  .addProperty(
                      "decisions",
                      JsonArraySchema.builder()
                          .items(
                              JsonObjectSchema.builder()
                                  .addIntegerProperty("fact", "Number of the new fact.")
                                  .addEnumProperty(
                                      "action", List.of("add", "update", "remove", "none"))
                                  .addIntegerProperty(
                                      "known", "Number of the known fact; 0 for add and none.")
                                  .addStringProperty(
                                      "text", "For update: the known fact as it is now.")
                                  .required("fact", "action", "known", "text")
                                  .additionalProperties(false)
                                  .build())
                          .build())
                  .required("decisions")
                  .additionalProperties(false)
                  .build())
          .build();

  private final StructuredModel structured;
  private final Extractor extractor;
  private final String model;
  private final Consumption consumption;

  /**
   * @param model the one to ask
   */
  public FactDecider(
      StructuredModel structured, Extractor extractor, String model, MeterRegistry meters) {
    this.structured = structured;
    this.extractor = extractor;
    this.model = model;
    this.consumption = new Consumption(meters, "decide");
  }

  /**
   * @return none for a finding that the model forgot, several for one that concerns several known
   *     facts
   * @throws UnusableAnswerException when the answer speaks of what is not there
   */
  List<Decision> decide(List<Finding> findings) throws InterruptedException {
    var known = known(findings);
    var answer =
        structured.ask(
            new Question(model, extractor.decide().text(), material(known, findings), SHAPE));
    consumption.add(answer.usage());
    var list = answer.json().path("decisions");
    if (!list.isArray()) {
      throw new UnusableAnswerException("The model %s gave no list of decisions".formatted(model));
    }
    var decisions = new ArrayList<Decision>();
    for (JsonNode each : list.valueStream().limit(MOST_DECISIONS).toList()) {
      decisions.add(decision(each, known, findings));
    }
    return decisions;
  }

  private Decision decision(JsonNode json, List<KnownFact> known, List<Finding> findings) {
    var finding = numbered(json, "fact", findings);
    var action = json.path("action").asString("");
    return switch (action) {
      case "add" -> new Decision.Add(finding);
      case "none" -> new Decision.Nothing(finding);
      case "remove" -> new Decision.Remove(finding, numbered(json, "known", known));
      case "update" -> {
        var fact = numbered(json, "known", known);
        var text = Admission.tidy(json.path("text").asString(""));
        yield new Decision.Update(finding, fact, Merge.of(fact, finding.candidate(), text));
      }
      default ->
          throw new UnusableAnswerException(
              "The model %s decided on something else than add, update, remove or none"
                  .formatted(model));
    };
  }

  private <T> T numbered(JsonNode json, String name, List<T> list) {
    int number = json.path(name).asInt(0);
    if (number < 1 || number > list.size()) {
      throw new UnusableAnswerException(
          "The model %s decided about the %s fact %d of %d"
              .formatted(model, name.equals("fact") ? "new" : name, number, list.size()));
    }
    return list.get(number - 1);
  }

  /** What any of the findings may have to do with, each once. */
  private static List<KnownFact> known(List<Finding> findings) {
    Map<UUID, KnownFact> known = new LinkedHashMap<>();
    findings.stream()
        .flatMap(finding -> finding.near().stream())
        .forEach(fact -> known.putIfAbsent(fact.memoryId(), fact));
    return List.copyOf(known.values());
  }

  /** As the prompt describes it. */
  private static String material(List<KnownFact> known, List<Finding> findings) {
    return "<known>\n%s</known>\n<new>\n%s</new>"
        .formatted(
            numbered(known.stream().map(KnownFact::text).toList()),
            numbered(findings.stream().map(finding -> finding.candidate().text()).toList()));
  }

  private static String numbered(List<String> texts) {
    var lines = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      lines.append("%d. %s\n".formatted(i + 1, Inert.line(texts.get(i), Admission.LONGEST)));
    }
    return lines.toString();
  }
}
