package dev.turnpike.agent.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A small MCP server: what it answers, and a main that speaks over the standard streams. */
final class McpStandIn {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOOLS =
      """
      [{"name": "echo", "description": "Says it again.", "inputSchema": {"type": "object",
         "properties": {"text": {"type": "string", "description": "what"}}, "required": ["text"]}},
       {"name": "environment", "inputSchema": {"type": "object"}},
       {"name": "process", "inputSchema": {"type": "object"}},
       {"name": "cancelled", "inputSchema": {"type": "object"}},
       {"name": "silent", "inputSchema": {"type": "object"}},
       {"name": "failing", "inputSchema": {"type": "object"}},
       {"name": "refusing", "inputSchema": {"type": "object"}},
       {"name": "picture", "inputSchema": {"type": "object"}},
       {"name": "crash", "inputSchema": {"type": "object"}},
       {"name": "odd.name/with a space", "inputSchema": {"type": "object"}}]""";

  private final AtomicInteger cancelled = new AtomicInteger();

  /** The answer to a message; empty when there is none. */
  Optional<ObjectNode> answer(JsonNode message) throws IOException {
    var method = message.path("method").asText();
    if (method.equals("notifications/cancelled")) {
      cancelled.incrementAndGet();
    }
    return switch (method) {
      case "initialize" ->
          result(
              message,
              """
              {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
               "serverInfo": {"name": "stand-in", "version": "1"}}""");
      case "tools/list" -> result(message, "{\"tools\": " + TOOLS + "}");
      case "tools/call" -> call(message, message.path("params"));
      default -> Optional.empty();
    };
  }

  private Optional<ObjectNode> call(JsonNode message, JsonNode call) throws IOException {
    return switch (call.path("name").asText()) {
      case "echo" -> text(message, call.path("arguments").path("text").asText(), false);
      case "environment" ->
          text(message, String.join(" ", new TreeSet<>(System.getenv().keySet())), false);
      case "process" -> text(message, "" + ProcessHandle.current().pid(), false);
      case "cancelled" -> text(message, "" + cancelled.get(), false);
      case "failing" -> text(message, "There is no such city.", true);
      case "refusing" ->
          Optional.of(
              envelope(message)
                  .set(
                      "error",
                      JSON.readTree("{\"code\": -32602, \"message\": \"No such date.\"}")));
      case "picture" ->
          result(
              message,
              """
              {"content": [{"type": "text", "text": "A cat:"},
                {"type": "image", "mimeType": "image/png", "data": "AAAA"},
                {"type": "resource", "resource": {"uri": "file:///a", "text": "more"}}]}""");
      case "crash" -> {
        Runtime.getRuntime().halt(3);
        yield Optional.empty();
      }
      case "odd.name/with a space" -> text(message, "odd", false);
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectNode> text(JsonNode message, String text, boolean error)
      throws IOException {
    return result(
        message,
        "{\"content\": [{\"type\": \"text\", \"text\": %s}], \"isError\": %s}"
            .formatted(JSON.writeValueAsString(text), error));
  }

  private static Optional<ObjectNode> result(JsonNode message, String result) throws IOException {
    return Optional.of(envelope(message).set("result", JSON.readTree(result)));
  }

  private static ObjectNode envelope(JsonNode message) {
    var envelope = JSON.createObjectNode().put("jsonrpc", "2.0");
    return envelope.set("id", message.path("id"));
  }

  public static void main(String[] arguments) throws IOException {
    var server = new McpStandIn();
    System.out.println("Starting up, and printing what is no message");
    System.err.println("Hello, log");
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var answer = server.answer(JSON.readTree(line));
      if (answer.isPresent()) {
        System.out.println(JSON.writeValueAsString(answer.get()));
      }
    }
  }
}
