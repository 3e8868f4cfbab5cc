package dev.turnpike.agent.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.mcp.client.McpToolResultExtractor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Writes the parts of a result as text; of what is no text, it says that it is there. */
final class Contents implements McpToolResultExtractor {

  @Override
  public ToolExecutionResult extract(JsonNode content, boolean isError) {
    var parts = new ArrayList<JsonNode>();
    content.forEach(parts::add);
    var text = parts.stream().map(Contents::text).collect(Collectors.joining("\n"));
    return ToolExecutionResult.builder().isError(isError).resultText(text).build();
  }

  private static String text(JsonNode part) {
    return switch (part.path("type").asText()) {
      case "text" -> part.path("text").asText();
      case "resource" -> resource(part.path("resource"));
      case "resource_link" -> "[resource: %s]".formatted(part.path("uri").asText());
      case "image", "audio" -> "[left out: %s]".formatted(part.path("mimeType").asText("binary"));
      default -> "[left out: something of another kind]";
    };
  }

  private static String resource(JsonNode resource) {
    return resource.has("text")
        ? resource.path("text").asText()
        : "[left out: %s]".formatted(resource.path("uri").asText("binary"));
  }
}
