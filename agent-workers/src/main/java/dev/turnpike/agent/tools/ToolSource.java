package dev.turnpike.agent.tools;

import java.util.List;

/** Tools that come and go while the worker runs, such as those of an MCP server. */
interface ToolSource {

  /** What all its tools' names begin with, such as {@code github_}. */
  String prefix();

  /** What is known now; never waits. */
  List<Tool> tools();

  /** Why a tool with its prefix may be unknown now, as a sentence for the model. */
  String absence();
}
