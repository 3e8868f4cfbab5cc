package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.knobs.Knobs;
import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Completion;
import dev.turnpike.embedded.model.wire.Message;
import dev.turnpike.embedded.model.wire.ResponseFormat;
import dev.turnpike.embedded.model.wire.Role;
import dev.turnpike.embedded.model.wire.Tool;
import dev.turnpike.embedded.model.wire.ToolCall;
import dev.turnpike.embedded.model.wire.ToolChoice;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A conversation with the simulated model, without a server. */
record Talk(
    List<Message> messages, List<Tool> tools, ToolChoice choice, ResponseFormat responseFormat) {
  static Talk begin() {
    return new Talk(List.of(), List.of(), new ToolChoice.Auto(), new ResponseFormat.Text());
  }

  /** As Turnpike's agent prompt tells what is known. */
  static Talk knowing(String... facts) {
    return begin()
        .with(
            Message.of(
                Role.SYSTEM,
                "You are a helpful agent.\n\nWhat you know about the user:\n- "
                    + String.join("\n- ", facts)
                    + "\n\nBe brief.\n- Never lie."));
  }

  Talk system(String text) {
    return with(Message.of(Role.SYSTEM, text));
  }

  Talk user(String text) {
    return with(Message.of(Role.USER, text));
  }

  /** The user says this, and the model answers. */
  Talk exchange(String text) {
    Talk asked = user(text);
    return asked.with(Message.of(Role.ASSISTANT, asked.answer()));
  }

  Talk with(Message message) {
    return new Talk(
        Stream.concat(messages.stream(), Stream.of(message)).toList(),
        tools,
        choice,
        responseFormat);
  }

  Talk tool(String name, String description, String parameters) {
    Tool tool = new Tool(name, description, json(parameters));
    return new Talk(
        messages, Stream.concat(tools.stream(), Stream.of(tool)).toList(), choice, responseFormat);
  }

  Talk choosing(ToolChoice newChoice) {
    return new Talk(messages, tools, newChoice, responseFormat);
  }

  Talk schema(String schema) {
    return new Talk(messages, tools, choice, new ResponseFormat.JsonSchema("it", json(schema)));
  }

  Talk jsonObject() {
    return new Talk(messages, tools, choice, new ResponseFormat.JsonObject());
  }

  Completion completion() {
    return new Scriptwriter().write(request(), Knobs.DEMO);
  }

  ChatRequest request() {
    return new ChatRequest(
        "sim", messages, tools, choice, responseFormat, false, false, Integer.MAX_VALUE);
  }

  String answer() {
    return completion().text();
  }

  JsonNode jsonAnswer() {
    return json(answer());
  }

  ToolCall call() {
    List<ToolCall> calls = completion().toolCalls();
    if (calls.size() != 1) {
      throw new AssertionError("not one tool call but " + calls + ", text: " + answer());
    }
    return calls.getFirst();
  }

  /** What follows the opening that every answer has. */
  String said() {
    String answer = answer();
    if (!answer.startsWith(Voice.OPENING)) {
      throw new AssertionError("does not open as the simulated model: " + answer);
    }
    return answer.substring(Voice.OPENING.length());
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
