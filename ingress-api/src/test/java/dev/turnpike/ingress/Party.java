package dev.turnpike.ingress;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user with one of everything that can be had: tokens of each kind, a session, a turn, a
 * response, an API key, and a memory if the worker remembers. Needs a worker that answers.
 *
 * @param tokens by the name of their security scheme
 * @param ids by the beginning of the paths that they stand in
 * @param administratorToken somebody else's, for what only administrators may
 */
public record Party(
    Visitor visitor,
    Map<String, String> tokens,
    Map<String, String> ids,
    @Nullable String administratorToken) {
  public static Party of(ApiClient api) {
    Visitor visitor = api.visitor();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("userToken", visitor.userToken());
    tokens.put("sessionToken", visitor.sessionToken());
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("/api/v1/auth/session/", visitor.sessionId());
    ids.put("/v1/models/", "default");
    ids.put("/api/v1/analytics/", "turns");
    Answer started =
        api.askLater(
            "/api/v1/chatbot/chat",
            visitor.sessionToken(),
            ApiClient.message("mine"),
            "respond-async");
    ids.put("/api/v1/turns/", started.body().path("turn_id").asString());
    Answer response =
        api.postJson(
            "/v1/responses", visitor.userToken(), "{\"model\":\"default\",\"input\":\"mine\"}");
    ids.put("/v1/responses/", response.body().path("id").asString());
    Answer key =
        api.postJson("/api/v1/auth/api-keys", visitor.userToken(), "{\"name\":\"laptop\"}");
    if (key.status() == 201) {
      tokens.put("apiKey", key.body().path("key").asString());
      ids.put("/api/v1/auth/api-keys/", key.body().path("id").asString());
    }
    Answer memories = api.get("/api/v1/memories", visitor.userToken());
    if (!memories.body().path("memories").isEmpty()) {
      ids.put("/api/v1/memories/", memories.body().at("/memories/0/id").asString());
    }
    return new Party(visitor, tokens, ids, api.administratorToken());
  }

  /** A path of the document with this user's ids in it. */
  public String fill(String path) {
    if (path.startsWith("/api/v1/operations/dead-letters/")) {
      long offset = PutLetter.of("analytics.alerts", "mine", new byte[] {1});
      return path.replace("{topic}", "analytics.alerts.dlt")
          .replace("{partition}", "0")
          .replace("{offset}", Long.toString(offset));
    }
    String id =
        ids.entrySet().stream()
            .filter(each -> path.startsWith(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> UUID.randomUUID().toString());
    return path.replaceAll("\\{[^}]*}", id);
  }

  /** Null for a kind that there is none of. */
  public @Nullable String token(String kind) {
    return kind.equals("administratorToken") ? administratorToken : tokens.get(kind);
  }
}
