package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.turnpike.agent.tools.mcp.McpException;
import dev.turnpike.agent.tools.mcp.McpServer;
import dev.turnpike.agent.tools.mcp.RemoteTool;
import java.time.Duration;
import java.util.List;

/** The tools of an MCP server, named {@code server_tool}. */
record McpTools(McpServer server) implements ToolSource {

  @Override
  public String prefix() {
    return server.name() + "_";
  }

  @Override
  public List<Tool> tools() {
    return server.tools().stream().<Tool>map(tool -> new Remote(server, tool)).toList();
  }

  @Override
  public String absence() {
    return server.absence();
  }

  private record Remote(McpServer server, RemoteTool tool) implements Tool {

    @Override
    public ToolSpecification specification() {
      return tool.specification();
    }

    @Override
    public Duration timeout() {
      return server.timeout();
    }

    @Override
    public String call(String arguments, ToolContext context)
        throws ToolException, InterruptedException {
      try {
        return server.call(tool.nameAtServer(), arguments);
      } catch (McpException e) {
        throw new ToolException(e.sentence(), e);
      }
    }
  }
}
