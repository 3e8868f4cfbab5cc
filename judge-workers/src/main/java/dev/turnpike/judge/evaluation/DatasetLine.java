package dev.turnpike.judge.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of a data set. Its mistakes are told as a sentence with what to write instead. */
final class DatasetLine {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> KEYS =
      Set.of("id", "input", "messages", "reference", "checks", "tags");
  private static final Set<String> CHECKS =
      Set.of("contains", "not_contains", "matches", "max_words");
  private static final Set<String> MESSAGE = Set.of("role", "content");
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");
  private static final int LONGEST = 200_000;
  private static final int MOST_MESSAGES = 200;

  private DatasetLine() {}

  /**
   * @throws IllegalArgumentException with a sentence
   */
  static Item parse(String line) {
    var node = tree(line);
    require(node.isObject(), () -> "is no JSON object: write {\"id\": …, \"input\": …}");
    known(node, KEYS, "");
    return new Item(
        id(node),
        messages(node),
        node.has("reference") ? text(node, "reference") : null,
        checks(node.path("checks")),
        texts(node, "tags"),
        null);
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "is no JSON (%s): write one object on one line".formatted(e.getOriginalMessage()), e);
    }
  }

  private static String id(JsonNode node) {
    require(node.has("id"), () -> "has no \"id\": give it one that stays the same from run to run");
    var id = text(node, "id");
    require(id.length() <= 200, () -> "\"id\" is longer than 200 characters");
    return id;
  }

  private static List<Message> messages(JsonNode node) {
    require(
        node.has("input") != node.has("messages"),
        () -> "needs either \"input\", a text, or \"messages\", a list");
    if (node.has("input")) {
      return List.of(Message.user(text(node, "input")));
    }
    var list = node.path("messages");
    require(
        list.isArray() && !list.isEmpty() && list.size() <= MOST_MESSAGES,
        () ->
            "\"messages\" must be a list of 1 to %d {\"role\": …, \"content\": …}"
                .formatted(MOST_MESSAGES));
    List<Message> messages = new ArrayList<>();
    for (var each : list) {
      messages.add(message(each));
    }
    require(
        messages.getLast().isUsers(),
        () -> "the last of \"messages\" must have the role user: it is the one that is answered");
    return messages;
  }

  private static Message message(JsonNode node) {
    require(node.isObject(), () -> "each of \"messages\" must be {\"role\": …, \"content\": …}");
    known(node, MESSAGE, " of a message");
    var role = node.path("role").asString("");
    require(ROLES.contains(role), () -> "a message's \"role\" must be user, assistant or system");
    return new Message(role, text(node, "content"));
  }

  private static Checks checks(JsonNode node) {
    if (node.isMissingNode()) {
      return Checks.NONE;
    }
    require(
        node.isObject(), () -> "\"checks\" must be an object such as {\"contains\": [\"Paris\"]}");
    known(node, CHECKS, " of \"checks\"");
    return new Checks(
        texts(node, "contains"), texts(node, "not_contains"), pattern(node), maxWords(node));
  }

  private static @Nullable String pattern(JsonNode node) {
    if (!node.has("matches")) {
      return null;
    }
    var pattern = text(node, "matches");
    try {
      var _ = Pattern.compile(pattern);
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"matches\" is no regular expression (%s)".formatted(e.getDescription()), e);
    }
  }

  private static @Nullable Integer maxWords(JsonNode node) {
    if (!node.has("max_words")) {
      return null;
    }
    var words = node.path("max_words");
    require(
        words.isIntegralNumber() && words.canConvertToInt() && words.asInt() >= 1,
        () -> "\"max_words\" must be a whole number from 1");
    return words.asInt();
  }

  private static List<String> texts(JsonNode node, String key) {
    if (!node.has(key)) {
      return List.of();
    }
    var list = node.path(key);
    require(list.isArray(), () -> "\"%s\" must be a list of texts".formatted(key));
    List<String> texts = new ArrayList<>();
    for (var each : list) {
      texts.add(usable(each, key));
    }
    return texts;
  }

  private static String text(JsonNode node, String key) {
    return usable(node.path(key), key);
  }

  private static String usable(JsonNode node, String key) {
    require(
        node.isString() && !node.asString().isBlank(),
        () -> "\"%s\" must be text with something in it".formatted(key));
    var text = node.asString();
    require(
        text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text),
        () -> "\"%s\" has U+0000 or half of a surrogate pair".formatted(key));
    require(
        text.length() <= LONGEST,
        () -> "\"%s\" is longer than %,d characters".formatted(key, LONGEST));
    return text;
  }

  private static void known(JsonNode node, Set<String> keys, String where) {
    for (var key : node.propertyNames()) {
      require(
          keys.contains(key),
          () ->
              "\"%s\" is no key%s: known are %s"
                  .formatted(key, where, String.join(", ", keys.stream().sorted().toList())));
    }
  }

  private static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise.get());
    }
  }
}
