package dev.turnpike.local.chat;

import static dev.turnpike.local.chat.HttpCalls.encoded;

import dev.turnpike.local.chat.ChatApi.Session;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The calls about what a user has: sessions, what was said in them, and memories. */
record UserApi(HttpCalls calls, String token) {

  /** In the server's order. */
  List<Session> sessions() {
    List<Session> sessions = new ArrayList<>();
    get("/api/v1/auth/sessions").forEach(each -> sessions.add(Session.of(each)));
    return sessions;
  }

  Session rename(String session, String name) {
    return Session.of(
        calls.call(calls.form("PATCH", address(session) + "/name", token, Map.of("name", name))));
  }

  void delete(String session) {
    HttpCalls.done(calls.send(calls.request(address(session), token).DELETE().build()));
  }

  /** The session's newest turns in the order of the conversation. */
  List<PastTurn> turns(String session, int most) {
    List<PastTurn> turns = new ArrayList<>();
    get(address(session) + "/turns?limit=" + most)
        .path("turns")
        .forEach(each -> turns.add(PastTurn.of(each)));
    return turns;
  }

  List<String> memories() {
    return texts(get("/api/v1/memories?limit=100"));
  }

  /** Those that mean something like the words, the most similar first. */
  List<String> memories(String words) {
    return texts(get("/api/v1/memories/search?" + HttpCalls.query(Map.of("q", words))));
  }

  /** Whether the session recalls and learns. */
  void remember(String session, boolean enabled) {
    HttpResponse<InputStream> response =
        calls.send(calls.put(address(session) + "/memory", token, Map.of("enabled", enabled)));
    HttpCalls.done(response);
  }

  private JsonNode get(String path) {
    return calls.call(calls.get(path, token));
  }

  private static String address(String session) {
    return "/api/v1/auth/session/" + encoded(session);
  }

  private static List<String> texts(JsonNode page) {
    List<String> texts = new ArrayList<>();
    page.path("memories").forEach(each -> texts.add(each.path("text").asString("")));
    return texts;
  }
}
