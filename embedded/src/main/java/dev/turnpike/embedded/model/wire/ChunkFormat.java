package dev.turnpike.embedded.model.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-sent events of one streamed answer. What is the same in all of its chunks is rendered
 * once, so that sending a token is a copy of bytes and no serialisation.
 */
public final class ChunkFormat {
  private static final String OBJECT = "chat.completion.chunk";
  private static final byte[] DONE = utf8("data: [DONE]\n\n");

  private final Identity identity;
  private final boolean includeUsage;
  private final byte[] before;
  private final byte[] after;

  public ChunkFormat(Identity identity, boolean includeUsage) {
    this.identity = identity;
    this.includeUsage = includeUsage;
    String head = identity.json(OBJECT).toString();
    this.before =
        utf8(
            "data: "
                + head.substring(0, head.length() - 1)
                + ",\"choices\":[{\"index\":0,\"delta\":");
    this.after = utf8(",\"logprobs\":null,\"finish_reason\":null}]" + end());
  }

  /** The first delta: it names the role. */
  public byte[] role(Completion completion) {
    return Deltas.role(!completion.toolCalls().isEmpty());
  }

  /** One delta per token of text, or the pieces of the tool calls. */
  public List<byte[]> deltas(Completion completion) {
    return Deltas.of(completion);
  }

  /** The length of the event that {@link #putEvent} writes for this delta. */
  public int eventLength(byte[] delta) {
    return before.length + delta.length + after.length;
  }

  /** Writes the whole event for a delta. */
  public void putEvent(byte[] delta, ByteBuffer target) {
    target.put(before).put(delta).put(after);
  }

  /** The event with the reason why the answer ended. */
  public byte[] finish(FinishReason reason) {
    return utf8(
        new String(before, StandardCharsets.UTF_8)
            + "{},\"logprobs\":null,\"finish_reason\":\""
            + reason.wireName()
            + "\"}]"
            + end());
  }

  /** What follows the finish: usage, if it was asked for, and the end mark. */
  public byte[] trailer(Usage usage) {
    if (!includeUsage) {
      return DONE;
    }
    ObjectNode chunk = identity.json(OBJECT);
    chunk.putArray("choices");
    chunk.set("usage", usage.json());
    return utf8("data: " + chunk + "\n\n" + new String(DONE, StandardCharsets.UTF_8));
  }

  /** An error in the middle of the stream. */
  public byte[] error(ApiError error) {
    return utf8("data: " + new String(error.json(), StandardCharsets.UTF_8) + "\n\n");
  }

  /** An event whose JSON breaks off. */
  public byte[] malformed() {
    String whole = new String(before, StandardCharsets.UTF_8);
    return utf8(whole + "{\"content\":\"bro\n\n");
  }

  private String end() {
    return (includeUsage ? ",\"usage\":null}" : "}") + "\n\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
