package dev.turnpike.memory.eval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model server that knows the dialogues and answers what they say that a perfect model would;
 * where they say so also what must be refused, and now and then something impossible first. With
 * it, what is measured is everything but a model's wit.
 *
 * <p>It speaks as much of the OpenAI protocol as structured questions need.
 */
final class PerfectModel implements AutoCloseable {

  static final String NAME = "perfect";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NUMBERED = Pattern.compile("(?m)^(\\d+)\\. (.*)$");
  private static final int CHARACTERS_A_TOKEN = 4;

  private final HttpServer server;
  private final Map<String, List<Dialogue.Lesson>> answers = new HashMap<>();
  private final Map<String, List<Dialogue.Lesson>> lessons = new HashMap<>();

  /** Facts about which something impossible is still to be said. */
  private final Set<String> stumbling = ConcurrentHashMap.newKeySet();

  private PerfectModel(List<Dialogue> dialogues) {
    for (Dialogue.Turn turn : dialogues.stream().flatMap(Dialogue::turns).toList()) {
      answers.putIfAbsent(turn.user(), turn.learn());
      for (Dialogue.Lesson lesson : turn.learn()) {
        lessons.computeIfAbsent(lesson.fact(), _ -> new ArrayList<>()).add(lesson);
        if (turn.stumbles()) {
          stumbling.add(lesson.fact());
        }
      }
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
  }

  static PerfectModel start(List<Dialogue> dialogues) {
    var model = new PerfectModel(dialogues);
    model.server.start();
    return model;
  }

  String baseUrl() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      var material = content(request.path("messages"));
      var shape = request.at("/response_format/json_schema/name").asString("");
      var answer =
          shape.equals("decisions")
              ? Map.of("decisions", decisions(material))
              : Map.of("facts", facts(material));
      var body = JSON.writeValueAsBytes(reply(material, JSON.writeValueAsString(answer)));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String content(JsonNode messages) {
    var content = messages.path(messages.size() - 1).path("content");
    return content.isString() ? content.asString() : content.at("/0/text").asString("");
  }

  private static Map<String, Object> reply(String material, String text) {
    int asked = material.length() / CHARACTERS_A_TOKEN;
    int said = text.length() / CHARACTERS_A_TOKEN;
    return Map.of(
        "id",
        "perfect-1",
        "object",
        "chat.completion",
        "created",
        0,
        "model",
        NAME,
        "choices",
        List.of(
            Map.of(
                "index",
                0,
                "finish_reason",
                "stop",
                "message",
                Map.of("role", "assistant", "content", text))),
        "usage",
        Map.of("prompt_tokens", asked, "completion_tokens", said, "total_tokens", asked + said));
  }

  private List<Map<String, Object>> facts(String material) {
    // The prompt's own tags are made harmless in what users say.
    var said = between(material, "<user>\n", "\n</user>").replace('‹', '<');
    return answers.getOrDefault(said, List.of()).stream()
        .map(lesson -> Map.<String, Object>of("text", lesson.fact(), "quote", lesson.quote()))
        .toList();
  }

  private List<Map<String, Object>> decisions(String material) {
    var known = numbered(between(material, "<known>\n", "</known>"));
    var stated = numbered(between(material, "<new>\n", "</new>"));
    if (stated.stream().filter(stumbling::remove).count() > 0) {
      return List.of(decision(1, "update", known.size() + 7, "The user stumbles."));
    }
    return IntStream.range(0, stated.size())
        .mapToObj(i -> decision(i + 1, stated.get(i), known))
        .toList();
  }

  private Map<String, Object> decision(int number, String fact, List<String> known) {
    for (Dialogue.Lesson lesson : lessons.getOrDefault(fact, List.of())) {
      var about = lesson.about().flatMap(words -> first(words, known));
      if (about.isPresent()) {
        return lesson.replaces() != null
            ? decision(number, "update", about.get(), fact)
            : decision(number, lesson.removes() != null ? "remove" : "none", about.get(), "");
      }
    }
    return decision(number, known.contains(fact) ? "none" : "add", 0, "");
  }

  private static Optional<Integer> first(Words words, List<String> known) {
    return IntStream.range(0, known.size())
        .filter(i -> words.in(known.get(i)))
        .mapToObj(i -> i + 1)
        .findFirst();
  }

  private static Map<String, Object> decision(int fact, String action, int known, String text) {
    return Map.of("fact", fact, "action", action, "known", known, "text", text);
  }

  private static List<String> numbered(String lines) {
    return NUMBERED.matcher(lines).results().map(line -> line.group(2)).toList();
  }

  private static String between(String text, String begin, String end) {
    int from = text.lastIndexOf(begin);
    int to = text.lastIndexOf(end);
    return from < 0 || to < from + begin.length() ? "" : text.substring(from + begin.length(), to);
  }
}
