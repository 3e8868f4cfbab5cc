package dev.turnpike.embedded.model.wire;

/** A call that a model asks for; {@code arguments} is the text of a JSON object. */
public record ToolCall(String id, String name, String arguments) {}
