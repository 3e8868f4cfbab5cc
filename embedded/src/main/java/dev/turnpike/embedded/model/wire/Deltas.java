package dev.turnpike.embedded.model.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code delta} objects that a completion is streamed in, as JSON bytes. */
final class Deltas {
  private static final byte[] CONTENT = utf8("{\"content\":\"");
  private static final byte[] CONTENT_END = utf8("\"}");
  private static final int ARGUMENT_PIECE = 12;

  private Deltas() {}

  /** The first delta of every answer. */
  static byte[] role(boolean toolCalls) {
    String content = toolCalls ? "null" : "\"\"";
    return utf8("{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}");
  }

  /** One delta per token of text, or the pieces of the tool calls. */
  static List<byte[]> of(Completion completion) {
    if (completion.toolCalls().isEmpty()) {
      return completion.tokens().stream().map(Deltas::content).toList();
    }
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < completion.toolCalls().size(); i++) {
      addToolCall(i, completion.toolCalls().get(i), pieces);
    }
    return pieces;
  }

  private static byte[] content(String token) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(token);
    byte[] delta = new byte[CONTENT.length + quoted.length + CONTENT_END.length];
    System.arraycopy(CONTENT, 0, delta, 0, CONTENT.length);
    System.arraycopy(quoted, 0, delta, CONTENT.length, quoted.length);
    System.arraycopy(CONTENT_END, 0, delta, CONTENT.length + quoted.length, CONTENT_END.length);
    return delta;
  }

  /**
   * OpenAI names the call in its first piece only; the others have its index and more arguments.
   */
  private static void addToolCall(int index, ToolCall call, List<byte[]> pieces) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode head = root.putArray("tool_calls").addObject().put("index", index);
    head.put("id", call.id()).put("type", "function");
    head.putObject("function").put("name", call.name()).put("arguments", "");
    pieces.add(utf8(root.toString()));
    String arguments = call.arguments();
    for (int from = 0; from < arguments.length(); ) {
      int to = pieceEnd(arguments, from);
      pieces.add(arguments(index, arguments.substring(from, to)));
      from = to;
    }
  }

  private static byte[] arguments(int index, String piece) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode call = root.putArray("tool_calls").addObject().put("index", index);
    call.putObject("function").put("arguments", piece);
    return utf8(root.toString());
  }

  private static int pieceEnd(String text, int from) {
    int to = Math.min(text.length(), from + ARGUMENT_PIECE);
    boolean splitsPair = to < text.length() && Character.isLowSurrogate(text.charAt(to));
    return splitsPair ? to + 1 : to;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
