package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.Tool;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fills a tool's parameters from what the user asked. */
final class ToolArguments {
  private static final Pattern LEAD_IN =
      Pattern.compile(
          "^(?:please|can you|could you|would you|will you|hey|hi|now|and|then|search(?: (?:the"
              + " )?(?:web|internet|online|net))?(?: for)?|look up|google|find(?: out)?(?: me)?"
              + "(?: about)?|browse(?: for)?|calculate|compute|tell me(?: about)?|show me|get me"
              + "|what is|what's|who is|who's)\\b[\\s,:]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PLACE =
      Pattern.compile("\\b(?:in|at|for|of) (?<place>\\p{Lu}[\\p{L}.'-]*(?: \\p{Lu}[\\p{L}.'-]*)*)");
  private static final Pattern ZONE_NAME = Pattern.compile("zone|^tz$", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLACE_NAME =
      Pattern.compile("location|city|place|country", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBJECT_NAME =
      Pattern.compile(
          "query|^q$|search|keyword|question|text|input|topic|expression|term",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

  private final Phrase phrase;
  private final SchemaInstance instances;
  private final JsonNode schema;

  ToolArguments(Tool tool, Phrase phrase) {
    this.phrase = phrase;
    this.schema = tool.parameters();
    this.instances = new SchemaInstance(schema);
  }

  String json() {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    schema
        .path("properties")
        .forEachEntry(
            (name, property) ->
                value(name, instances.resolved(property))
                    .or(() -> required(name, property))
                    .ifPresent(value -> arguments.set(name, value)));
    return arguments.toString();
  }

  private Optional<JsonNode> required(String name, JsonNode property) {
    boolean required =
        schema.path("required").valueStream().anyMatch(each -> each.asString("").equals(name));
    if (!required) {
      return Optional.empty();
    }
    boolean plainText = instances.type(property).equals("string") && !property.has("enum");
    if (plainText) {
      return text(ZONE_NAME.matcher(name).find() ? "UTC" : subject());
    }
    return Optional.of(instances.minimal(property));
  }

  /** What the question says for this parameter; empty if nothing. */
  private Optional<JsonNode> value(String name, JsonNode property) {
    if (property.has("enum")) {
      return property
          .path("enum")
          .valueStream()
          .filter(each -> phrase.plain().contains(each.asString("").toLowerCase(Locale.ROOT)))
          .findFirst();
    }
    return switch (instances.type(property)) {
      case "string" -> string(name);
      case "integer" ->
          number().map(number -> JsonNodeFactory.instance.numberNode((long) number.doubleValue()));
      case "number" -> number().map(number -> JsonNodeFactory.instance.numberNode(number));
      default -> Optional.empty();
    };
  }

  private Optional<JsonNode> string(String name) {
    if (ZONE_NAME.matcher(name).find()) {
      return place().flatMap(ToolArguments::zone).flatMap(ToolArguments::text);
    }
    if (PLACE_NAME.matcher(name).find()) {
      return place().flatMap(ToolArguments::text);
    }
    return SUBJECT_NAME.matcher(name).find() ? text(subject()) : Optional.empty();
  }

  private Optional<Double> number() {
    Matcher matcher = NUMBER.matcher(phrase.plain());
    return matcher.find() ? Optional.of(Double.valueOf(matcher.group())) : Optional.empty();
  }

  private Optional<String> place() {
    Matcher matcher = PLACE.matcher(phrase.original());
    return matcher.find() ? Optional.of(matcher.group("place")) : Optional.empty();
  }

  /** The time zone that is named after a place, such as Europe/Paris. */
  private static Optional<String> zone(String place) {
    String ending = "/" + place.replace(' ', '_').replace(".", "");
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.endsWith(ending))
        .sorted()
        .findFirst();
  }

  /** What the question is about, without the words that ask. */
  private String subject() {
    String before = "";
    String subject = phrase.original();
    while (!subject.equals(before)) {
      before = subject;
      subject = LEAD_IN.matcher(subject).replaceFirst("");
    }
    String tidied = Clauses.tidy(subject);
    return tidied.isEmpty() ? phrase.original() : tidied;
  }

  private static Optional<JsonNode> text(String value) {
    return Optional.of(JsonNodeFactory.instance.stringNode(value));
  }
}
