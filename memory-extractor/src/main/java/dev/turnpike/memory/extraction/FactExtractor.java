package dev.turnpike.memory.extraction;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Question;
import dev.turnpike.models.UnusableAnswerException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks a model which facts about the user a message states. */
public final class FactExtractor {

  private static final int MOST_FACTS = 20;

  private static final JsonSchema SHAPE =
      JsonSchema.builder()
          .name("facts")
          .rootElement(
              JsonObjectSchema.builder()
                  .addProperty(
                      "facts",
                      JsonArraySchema.builder()
                          .items(
                              JsonObjectSchema.builder()
                                  .addStringProperty("text", "One fact about the user, in English.")
                                  .addStringProperty(
                                      "quote", "The user's own words that state it, unchanged.")
                                  .required("text", "quote")
                                  .additionalProperties(false)
                                  .build())
                          .build())
                  .required("facts")
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
  public FactExtractor(
      StructuredModel structured, Extractor extractor, String model, MeterRegistry meters) {
    this.structured = structured;
    this.extractor = extractor;
    this.model = model;
    this.consumption = new Consumption(meters, "extract");
  }

  String version() {
    return extractor.version();
  }

  String model() {
    return model;
  }

  /** As the model gave them: whether they may be kept is for {@link Admission} to say. */
  List<Candidate> extract(UserWords words) throws InterruptedException {
    var answer =
        structured.ask(new Question(model, extractor.extract().text(), words.material(), SHAPE));
    consumption.add(answer.usage());
    var facts = answer.json().path("facts");
    if (!facts.isArray()) {
      throw new UnusableAnswerException("The model %s gave no list of facts".formatted(model));
    }
    var candidates = new ArrayList<Candidate>();
    for (JsonNode fact : facts.valueStream().limit(MOST_FACTS).toList()) {
      candidates.add(new Candidate(candidates.size(), part(fact, "text"), part(fact, "quote")));
    }
    return candidates;
  }

  private String part(JsonNode fact, String name) {
    var part = fact.path(name);
    if (!part.isString()) {
      throw new UnusableAnswerException(
          "The model %s gave a fact without %s".formatted(model, name));
    }
    return Admission.tidy(part.asString());
  }
}
