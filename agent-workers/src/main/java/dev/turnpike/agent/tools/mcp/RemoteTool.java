package dev.turnpike.agent.tools.mcp;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.HexFormat;

/**
 * A tool of a server under a name that no other tool has and that providers accept.
 *
 * @param specification with that name
 * @param nameAtServer what the server calls it
 */
public record RemoteTool(ToolSpecification specification, String nameAtServer) {

  private static final int LONGEST = 64;

  static RemoteTool of(String server, ToolSpecification tool) {
    var specification =
        ToolSpecification.builder()
            .name(name(server, tool.name()))
            .description(tool.description())
            .parameters(tool.parameters())
            .build();
    return new RemoteTool(specification, tool.name());
  }

  public String name() {
    return specification.name();
  }

  private static String name(String server, String tool) {
    var name = server + "_" + tool.replaceAll("[^a-zA-Z0-9_-]", "_");
    if (name.length() <= LONGEST) {
      return name;
    }
    var distinction = "_" + HexFormat.of().toHexDigits(tool.hashCode());
    return name.substring(0, LONGEST - distinction.length()) + distinction;
  }
}
