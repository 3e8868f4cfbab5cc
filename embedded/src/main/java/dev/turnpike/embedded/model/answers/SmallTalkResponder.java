package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Greetings, thanks and the other things that people try first. */
final class SmallTalkResponder implements Responder {
  private static final Pattern GREETING =
      Pattern.compile(
          "^(?:hi|hello|hey|hallo|hola|bonjour|ciao|howdy|greetings|good (?:morning|afternoon|evening))"
              + "(?: (?:there|you|all|again|turnpike|world|bot|friend))*$");

  /** For those who want to see how answers are drawn. */
  private static final String MARKDOWN =
      """
      Here is how a turn travels:

      | Step | Where | If that dies |
      |---|---|---|
      | You send a message | the ingress | nothing was accepted, send it again |
      | It waits | the log | it was written before you were told |
      | It is answered | a worker | another goes on **where it broke off** |

      And this is how a program asks:

      ```python
      from openai import OpenAI

      client = OpenAI(base_url="http://localhost:8080/v1", api_key="tp-…")
      for chunk in client.chat.completions.create(
          model="default", messages=[{"role": "user", "content": "Hello"}], stream=True
      ):
          print(chunk.choices[0].delta.content or "", end="")
      ```

      1. Words come as they are written.
      2. Kill a worker meanwhile, and they *go on*.""";

  private record Talk(Pattern said, String answer) {
    static Talk of(String said, String answer) {
      return new Talk(Pattern.compile(said), answer);
    }
  }

  private static final List<Talk> TALKS =
      List.of(
          Talk.of(
              "\\bhow are you\\b|\\bhow(?:'s| is) it going\\b|^what's up$",
              "As well as a few hundred lines of rules can be, thank you. How can I help?"),
          Talk.of(
              "^(?:many |ok |okay |great )*(?:thanks|thank you|thx|cheers)\\b",
              "You are welcome! Is there anything else?"),
          Talk.of(
              "^(?:good ?bye|bye|bye bye|see you|good night|ciao)\\b",
              "Goodbye! This conversation is kept: come back and ask me what you said first."),
          Talk.of(
              "\\b(?:who|what) are you\\b|\\babout yourself\\b|\\bare you (?:real|human|an? (?:ai|bot|robot|llm|person|human))\\b"
                  + "|\\byour name\\b|\\bwhich model\\b|\\bare you chatgpt\\b",
              "I am Turnpike's simulated model: a stand-in that follows rules and needs no key and no"
                  + " network. Set OPENAI_API_KEY, and a real model speaks in my place."),
          Talk.of(
              "\\bwhat (?:can|do) you do\\b|^help(?: me)?$|\\bhow (?:can|do) you help\\b|\\bwhat can i (?:ask|say|try)\\b",
              "I remember what you tell me about yourself (try \u201cMy name is Ada and I live in"
                  + " Paris\u201d, then \u201cWhat do you know about me?\u201d), I quote our conversation"
                  + " (\u201cWhat did I say first?\u201d), I use the tools I am given (\u201cWhat time is"
                  + " it?\u201d), I count (\u201cCount to 20\u201d), and I stream every word of it. For"
                  + " everything else there are real models."),
          Talk.of(
              "\\bwhat(?:'s| is) turnpike\\b|\\btell me about turnpike\\b|\\bexplain turnpike\\b",
              "Turnpike is a backbone for chat agents: your message went into a log, a worker took it"
                  + " from there and asked me, and each word of this answer comes back through the"
                  + " log. So nothing that was accepted gets lost, and a stream that breaks can be"
                  + " picked up where it stopped."),
          Talk.of(
              "\\bwhat(?:'s| is)(?: apache)? kafka\\b|\\bexplain(?: apache)? kafka\\b",
              "Apache Kafka is a distributed log: producers append records to partitions, consumers"
                  + " read them in order, at their own pace, as often as they like."),
          Talk.of(
              "\\bjoke\\b|\\bmake me laugh\\b",
              "There are two hard problems in distributed systems. 2: exactly-once delivery."
                  + " 1: guaranteed order. 2: exactly-once delivery."),
          Talk.of(
              "\\b(?:poem|haiku|verse)\\b",
              "A message sets out,\nthe log remembers its way.\nWord by word, it lands."),
          Talk.of("^(?:please )?show me (?:some |a )?(?:markdown|table|code)\\b", MARKDOWN),
          Talk.of(
              "\\bstory\\b",
              "Once there was a message that was afraid of getting lost. It was written into a log,"
                  + " and the log was copied three times, and even when a machine fell over in the"
                  + " night, the message was still there in the morning. A worker came by, read it,"
                  + " and answered word by word. And the message was never afraid again."),
          Talk.of(
              "^(?:ok|okay|yes|no|yep|nope|sure|lol|haha|cool|nice|great|good|wow|hm+|alright|fine"
                  + "|perfect|awesome|i see|got it)$",
              "All right. What would you like to try next? Ask me what I can do."),
          Talk.of("^(?:ping|test|testing)$", "Pong. Everything between you and me works."));

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    Phrase phrase = Phrase.lastOf(request);
    if (phrase.has(GREETING)) {
      return Optional.of(Voice.say(greeting(Memory.of(request))));
    }
    return TALKS.stream()
        .filter(talk -> phrase.has(talk.said()))
        .findFirst()
        .map(talk -> Voice.say(talk.answer()));
  }

  private static String greeting(Memory memory) {
    return memory.matching(fact -> fact.contains("name is ")).all().stream()
        .filter(fact -> fact.startsWith("your name is "))
        .findFirst()
        .map(
            fact ->
                "Hello, %s! Good to see you again. What can I do for you?"
                    .formatted(fact.substring("your name is ".length())))
        .orElse(
            "Hello! I am a stand-in for a language model, here so that you can see everything else"
                + " work. Tell me your name, or ask what I can do.");
  }
}
