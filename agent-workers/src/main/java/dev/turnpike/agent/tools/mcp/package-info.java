/**
 * Tools of MCP servers: {@link dev.turnpike.agent.tools.mcp.McpServers} keeps a connection to each
 * configured {@link dev.turnpike.agent.tools.mcp.McpServer}.
 */
@NullMarked
package dev.turnpike.agent.tools.mcp;

import org.jspecify.annotations.NullMarked;
