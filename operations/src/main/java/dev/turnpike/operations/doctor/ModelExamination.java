package dev.turnpike.operations.doctor;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Providers of models: asked for the list of what they have, which costs nothing. */
final class ModelExamination implements Examination {

  private static final JsonMapper JSON = new JsonMapper();

  private final String part;
  private final String url;
  private final String key;
  private final String model;
  private final String prefix;

  /**
   * @param prefix of the variables: {@code OPENAI} or {@code EMBEDDINGS}
   * @param model that is asked for; empty if a catalogue names the models
   */
  ModelExamination(String part, String prefix, String url, String key, String model) {
    this.part = part;
    this.prefix = prefix;
    this.url = url.replaceAll("/+$", "");
    this.key = key;
    this.model = model;
  }

  @Override
  public String part() {
    return part;
  }

  @Override
  public void examine(Consumer<Finding> findings) throws InterruptedException {
    String variable = prefix.equals("OPENAI") ? "OPENAI_BASE_URL" : prefix + "_URL";
    Optional<HttpResponse<String>> answer =
        Endpoint.of(variable, url + "/models").withBearer(key).get(findings);
    if (answer.isEmpty()) {
      return;
    }
    int status = answer.get().statusCode();
    if (status == 401 || status == 403) {
      findings.accept(
          Finding.problem(
              "%s refuses the key (status %d): set %s_API_KEY to one that it knows."
                  .formatted(url, status, prefix)));
    } else if (status == 404) {
      findings.accept(
          Finding.warning(
              "%s answers, but has no list of models: if calls fail too, the address must end in /v1."
                  .formatted(url)));
    } else if (status / 100 != 2) {
      findings.accept(
          Finding.warning(
              "%s answers with status %d when asked for its models.".formatted(url, status)));
    } else {
      findings.accept(Finding.good("%s answers and takes the key.".formatted(url)));
      listed(answer.get().body(), findings);
    }
  }

  private void listed(String body, Consumer<Finding> findings) {
    try {
      List<String> models =
          JSON.readTree(body)
              .path("data")
              .valueStream()
              .map(each -> each.path("id").asString(""))
              .toList();
      if (model.isEmpty()) {
        return;
      }
      findings.accept(
          models.contains(model)
              ? Finding.good("It has the model %s.".formatted(model))
              : Finding.warning(
                  "It does not list the model %s: correct %s, unless it is one that the provider has unlisted. It lists %s."
                      .formatted(
                          model,
                          prefix.equals("OPENAI") ? "DEFAULT_LLM_MODEL" : prefix + "_MODEL",
                          some(models))));
    } catch (JacksonException e) {
      findings.accept(
          Finding.problem(
              "%s answers with something that is no JSON: the address must be that of an OpenAI-compatible API, up to and including /v1."
                  .formatted(url)));
    }
  }

  private static String some(List<String> models) {
    int most = 8;
    return models.isEmpty()
        ? "none"
        : String.join(", ", models.subList(0, Math.min(most, models.size())))
            + (models.size() > most ? " and %d more".formatted(models.size() - most) : "");
  }
}
