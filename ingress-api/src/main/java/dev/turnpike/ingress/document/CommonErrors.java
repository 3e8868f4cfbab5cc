package dev.turnpike.ingress.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.ingress.document.Calls.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Adds to each call the errors that follow from what it is: that it takes a token, a body, the id
 * of something. Errors that are a call's own come from its {@code x-codes}.
 */
final class CommonErrors {
  private static final String CODES = "x-codes";

  private CommonErrors() {}

  static void addTo(ObjectNode document) {
    for (Call call : Calls.of(document)) {
      if (call.isOpenAi()) {
        call.operation().putArray("security").addObject().putArray(TokenRules.USER);
        call.operation().withArray("security").addObject().putArray(TokenRules.API_KEY);
      } else if (!call.needsToken()) {
        call.operation().putArray("security");
      }
      ObjectNode responses = call.operation().withObject("/responses");
      codesOf(call).forEach((status, codes) -> add(responses, status, codes, call, document));
      call.operation().remove(CODES);
    }
  }

  /** By status, in order. */
  private static Map<Integer, Set<String>> codesOf(Call call) {
    Map<Integer, Set<String>> all = ErrorRule.codesOf(call);
    call.operation()
        .path(CODES)
        .properties()
        .forEach(
            entry -> {
              Set<String> codes =
                  all.computeIfAbsent(Integer.valueOf(entry.getKey()), _ -> new LinkedHashSet<>());
              entry.getValue().forEach(code -> codes.add(code.asText()));
            });
    return all;
  }

  private static void add(
      ObjectNode responses, int status, Set<String> codes, Call call, ObjectNode document) {
    JsonNode existing = responses.path(Integer.toString(status));
    if (existing.path("content").size() > 0) {
      return; // It has a form of its own.
    }
    String name = (call.isOpenAi() ? "openai-" : "") + nameOf(status, codes);
    ObjectNode shared = document.withObject("/components/responses");
    if (!shared.has(name)) {
      shared.set(name, response(status, codes, call.isOpenAi()));
    }
    responses.putObject(Integer.toString(status)).put("$ref", "#/components/responses/" + name);
  }

  private static String nameOf(int status, Set<String> codes) {
    List<String> words = new ArrayList<>();
    words.add(HttpStatus.valueOf(status).name().toLowerCase(Locale.ROOT));
    words.addAll(codes);
    return String.join("-", words);
  }

  private static ObjectNode response(int status, Set<String> codes, boolean openAi) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("description", ErrorRule.describe(status, codes));
    ErrorRule.headersOf(status)
        .forEach(
            name ->
                response
                    .withObject("/headers")
                    .putObject(name)
                    .put("$ref", "#/components/headers/" + name));
    ObjectNode content =
        response
            .putObject("content")
            .putObject(
                openAi
                    ? MediaType.APPLICATION_JSON_VALUE
                    : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    ErrorExamples.fill(content, status, codes, openAi);
    return response;
  }
}
