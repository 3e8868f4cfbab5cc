package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation that is quoted in a prompt, for a model that is to judge it or to learn from it.
 * Understands lines that begin with a speaker, as in {@code User: Hello}, {@code [assistant] Hi},
 * {@code <user>Hello</user>} or {@code ## Answer}; text without any speaker is the user's.
 */
record Transcript(List<String> user, List<String> assistant) {
  private static final Pattern SPEAKER =
      Pattern.compile(
          "^[\\s#*_\\[<(-]*(?<speaker>user|human|customer|question|assistant|ai|bot|agent|answer"
              + "|response|reply|system|tool|rubric|criteria|instructions|context)(?:'s)?"
              + "(?: (?:message|input|question|answer|reply|text|said|says))?"
              + "(?:[*_ ]*:[*_]*|[\\]>]:?|[*_ ]*$)",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z_]+>");

  /** Of the messages that are not the system's; of those too if there are no others. */
  static Transcript of(ChatRequest request) {
    List<String> prompts =
        request.messages().stream()
            .filter(message -> message.is(Role.USER))
            .map(message -> message.content())
            .toList();
    Transcript all = new Transcript(new ArrayList<>(), new ArrayList<>());
    (prompts.isEmpty() ? request.said(Role.SYSTEM) : prompts).forEach(all::read);
    all.assistant.addAll(request.said(Role.ASSISTANT));
    return new Transcript(List.copyOf(all.user), List.copyOf(all.assistant));
  }

  private void read(String prompt) {
    Matcher matcher = SPEAKER.matcher(prompt);
    String speaker = "";
    int from = 0;
    while (matcher.find()) {
      add(speaker, prompt.substring(from, matcher.start()));
      speaker = matcher.group("speaker").toLowerCase(Locale.ROOT);
      from = matcher.end();
    }
    add(from == 0 ? "user" : speaker, prompt.substring(from));
  }

  private void add(String speaker, String quoted) {
    String text = TAG.matcher(quoted).replaceAll(" ").strip();
    if (text.isEmpty()) {
      return;
    }
    switch (speaker) {
      case "user", "human", "customer", "question" -> user.add(text);
      case "assistant", "ai", "bot", "agent", "answer", "response", "reply" -> assistant.add(text);
      default -> {
        // a system's or tool's words, or the prompt's own before the first speaker
      }
    }
  }
}
