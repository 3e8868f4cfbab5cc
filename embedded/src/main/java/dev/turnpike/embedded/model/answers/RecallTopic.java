package dev.turnpike.embedded.model.answers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Something that users ask about themselves: how they ask, and which facts answer. */
record RecallTopic(Pattern question, Pattern fact, String name, boolean several) {
  private static final List<RecallTopic> ALL =
      List.of(
          new RecallTopic(
              Pattern.compile(
                  "\\bmy (?:first |full |own )?name\\b|\\bwho am i\\b|\\bi(?: am|'m) called\\b"),
              Pattern.compile("\\buser'?s (?:\\w+ )?name is\\b|\\bis (?:called|named)\\b"),
              "your name",
              false),
          new RecallTopic(
              Pattern.compile(
                  "\\bwhere (?:do|am) i (?:live|living|based)\\b|\\bdo i live\\b|\\bmy home\\b"),
              Pattern.compile("\\b(?:lives?|living|resides?|based) in\\b|\\bmoved to\\b"),
              "where you live",
              false),
          new RecallTopic(
              Pattern.compile("\\bwhere (?:am i|do i come) from\\b|\\bwhere was i born\\b"),
              Pattern.compile("\\b(?:is|comes) from\\b|\\bborn\\b"),
              "where you are from",
              false),
          new RecallTopic(
              Pattern.compile(
                  "\\bwhat do i do(?: for (?:a living|work))?$|\\bmy (?:job|work|profession|occupation)\\b"
                      + "|\\bwhere do i work\\b|\\bdo i work\\b"),
              Pattern.compile(
                  "\\b(?:works?|working|job|profession|occupation|employed)\\b|\\bis an? "),
              "what you do",
              true),
          new RecallTopic(
              Pattern.compile("\\bhow old am i\\b|\\bmy age\\b"),
              Pattern.compile("\\byears old\\b|\\bage is\\b|\\baged\\b"),
              "your age",
              false),
          new RecallTopic(
              Pattern.compile("\\b(?:am i|do i|my)\\b.*\\ballerg"),
              Pattern.compile("allerg|intoleran"),
              "any allergies of yours",
              true),
          new RecallTopic(
              Pattern.compile(
                  "\\bdo i (?:dislike|hate|not like)\\b|\\bdon't i like\\b|\\bi (?:don't|do not) like\\b"),
              Pattern.compile("\\b(?:dislikes?|hates?)\\b|\\b(?:doesn't|does not) like\\b"),
              "what you dislike",
              true),
          new RecallTopic(
              Pattern.compile(
                  "\\bwhat (?:\\w+ )?do i (?:like|love|enjoy|prefer)\\b|\\bmy (?:hobby|hobbies|interests)\\b"),
              Pattern.compile("\\b(?:likes?|loves?|enjoys?|prefers?|hobby|hobbies|interested)\\b"),
              "what you like",
              true));

  static Optional<RecallTopic> of(Phrase phrase) {
    return ALL.stream().filter(topic -> phrase.has(topic.question)).findFirst();
  }

  boolean answeredBy(String statement) {
    return fact.matcher(statement.replace('\u2019', '\'')).find();
  }
}
