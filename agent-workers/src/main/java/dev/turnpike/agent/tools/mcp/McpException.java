package dev.turnpike.agent.tools.mcp;

/** A call that an MCP server did not answer well, or not at all. Its message is for the model. */
public final class McpException extends Exception {

  private final String sentence;
  private final boolean broken;

  private McpException(String sentence, boolean broken, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
    this.broken = broken;
  }

  /** The server's own answer. */
  static McpException told(String sentence, Throwable cause) {
    return new McpException(sentence, false, cause);
  }

  /** The connection is lost, or there is none. */
  static McpException broken(String sentence, Throwable cause) {
    return new McpException(sentence, true, cause);
  }

  /** Its message. */
  public String sentence() {
    return sentence;
  }

  boolean broken() {
    return broken;
  }
}
