package dev.turnpike.memory.extraction;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.models.PromptFile;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Question;
import dev.turnpike.models.UnusableAnswerException;
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
                                  .addStringProperty("text", "One fact about the user.")
                                  .required("text")
                                  .build())
                          .build())
                  .required("facts")
                  .build())
          .build();

  private final StructuredModel structured;
  private final PromptFile prompt;
  private final String model;

  /**
   * @param prompt whose version is the extractor's
   * @param model the one to ask
   */
  public FactExtractor(StructuredModel structured, PromptFile prompt, String model) {
    this.structured = structured;
    this.prompt = prompt;
    this.model = model;
  }

  String version() {
    return prompt.version();
  }

  String model() {
    return model;
  }

  /** As the model gave them: whether they may be kept is for {@link Admission} to say. */
  List<String> extract(UserWords words) throws InterruptedException {
    var answer = structured.ask(new Question(model, prompt.text(), words.material(), SHAPE));
    var facts = answer.json().path("facts");
    if (!facts.isArray()) {
      throw new UnusableAnswerException("The model %s gave no list of facts".formatted(model));
    }
    return facts.valueStream().limit(MOST_FACTS).map(this::text).toList();
  }

  private String text(JsonNode fact) {
    var text = fact.path("text");
    if (!text.isString()) {
      throw new UnusableAnswerException("The model %s gave a fact without text".formatted(model));
    }
    return Admission.tidy(text.asString());
  }
}
