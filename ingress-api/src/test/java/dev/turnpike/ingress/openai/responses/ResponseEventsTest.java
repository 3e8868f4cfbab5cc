package dev.turnpike.ingress.openai.responses;

import static dev.turnpike.ingress.openai.TurnEvents.TURN;
import static dev.turnpike.ingress.openai.TurnEvents.all;
import static dev.turnpike.ingress.openai.TurnEvents.answer;
import static dev.turnpike.ingress.openai.TurnEvents.cancelled;
import static dev.turnpike.ingress.openai.TurnEvents.completed;
import static dev.turnpike.ingress.openai.TurnEvents.failed;
import static dev.turnpike.ingress.openai.TurnEvents.reasoning;
import static dev.turnpike.ingress.openai.TurnEvents.restarted;
import static dev.turnpike.ingress.openai.TurnEvents.started;
import static dev.turnpike.ingress.openai.TurnEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.commands.TurnIntake.Sampling;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.openai.TurnEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResponseEventsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private record Event(String name, JsonNode data) {
    long number() {
      return data.path("sequence_number").asLong(-1);
    }
  }

  @Test
  void anAnswerHasTheEventsOfTheApi() {
    List<Event> events = events(-1, started(), answer("Hel"), answer("lo"), completed("stop"));
    assertThat(events)
        .extracting(Event::name)
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events).extracting(Event::name).isEqualTo(typesOf(events));
    assertThat(events)
        .extracting(Event::number)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    JsonNode response = events.getLast().data().path("response");
    assertThat(response.path("status").asString()).isEqualTo("completed");
    assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hello");
    assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(12);
    assertThat(events.get(6).data().path("text").asString()).isEqualTo("Hello");
    assertThat(events.get(4).data().toString())
        .isEqualTo(
            """
            {"type":"response.output_text.delta","sequence_number":4,\
            "item_id":"msg_0199aaaabbbb7ccc8dddeeeeffff0001","output_index":0,\
            "content_index":0,"delta":"Hel","logprobs":[]}""");
  }

  @Test
  void anAnswerThatBeginsAnewIsAnotherMessage() {
    List<Event> events =
        events(
            -1,
            answer("One. Tw"),
            restarted(0),
            started(),
            restarted(5),
            answer("Three."),
            completed("stop"));
    List<JsonNode> done = named(events, "response.output_item.done");
    assertThat(done)
        .extracting(each -> each.at("/item/status").asString())
        .containsExactly("incomplete", "completed");
    assertThat(done)
        .extracting(each -> each.at("/item/content/0/text").asString())
        .containsExactly("One. Tw", "One. Three.");
    assertThat(done).extracting(each -> each.path("output_index").asInt()).containsExactly(0, 1);
    assertThat(done.get(0).at("/item/id")).isNotEqualTo(done.get(1).at("/item/id"));
    assertThat(events.getLast().data().at("/response/output")).hasSize(1);
    assertThat(events.getLast().data().at("/response/output/0/content/0/text").asString())
        .isEqualTo("One. Three.");
  }

  @Test
  void whatStaysAloneIsSaid() {
    List<Event> events = events(-1, answer("One. Tw"), restarted(0), restarted(4), completed(""));
    assertThat(named(events, "response.output_text.delta").getLast().path("delta").asString())
        .isEqualTo("One.");
  }

  @Test
  void reasoningIsAnItemOfItsOwn() {
    List<Event> events =
        events(-1, reasoning("hm, "), reasoning("so"), answer("42"), completed("stop"));
    JsonNode output = events.getLast().data().at("/response/output");
    assertThat(output).hasSize(2);
    assertThat(output.at("/0/type").asString()).isEqualTo("reasoning");
    assertThat(output.at("/0/content/0/text").asString()).isEqualTo("hm, so");
    assertThat(output.at("/1/id").asString()).isEqualTo(StreamedOutput.messageId(TURN));
    assertThat(named(events, "response.reasoning_text.done")).hasSize(1);
  }

  @Test
  void anEndThatIsNoneSaysWhy() {
    assertThat(last(answer("a"), failed()).name()).isEqualTo("response.failed");
    JsonNode failed = last(answer("a"), failed()).data().path("response");
    assertThat(failed.path("status").asString()).isEqualTo("failed");
    assertThat(failed.at("/error/code").asString()).isEqualTo("model_unavailable");
    assertThat(failed.at("/output/0/status").asString()).isEqualTo("incomplete");
    assertThat(last(failed()).data().at("/response/output")).isEmpty();

    Event cut = last(answer("a"), completed("length"));
    assertThat(cut.name()).isEqualTo("response.incomplete");
    assertThat(cut.data().at("/response/incomplete_details/reason").asString())
        .isEqualTo("max_output_tokens");

    Event cancelled = last(answer("a"), cancelled());
    assertThat(cancelled.name()).isEqualTo("response.incomplete");
    assertThat(cancelled.data().at("/response/status").asString()).isEqualTo("cancelled");
  }

  @Test
  void aStreamThatIsCutSaysHowFarItCame() {
    EventNumbers numbers = new EventNumbers(JSON, -1);
    ResponseEvents frames = frames(numbers);
    String begun = all(frames, started(), answer("a"));
    List<Event> events = parsed(begun + text(frames.detached("node_stopping", "Bye.")));
    assertThat(events.getLast().name()).isEqualTo("error");
    assertThat(events.getLast().number()).isEqualTo(events.get(events.size() - 2).number());
    assertThat(frames.isResumable()).isTrue();
  }

  @Test
  void theEndOfAStoredAnswerIsSentWhateverTheClientHas() {
    ResponseEvents frames = frames(new EventNumbers(JSON, 1_000));
    var end = TurnEvents.event(completed("stop"));
    String stream = text(frames.of(new MailboxEvent(end.reply(), 0, MailboxEvent.NOWHERE), null));
    assertThat(parsed(stream)).extracting(Event::name).containsExactly("response.completed");
  }

  /** Whoever comes back with any number gets exactly what is behind it. */
  @Property
  void anyInterruptionIsMadeGood(@ForAll("turns") List<Object> turn) {
    Object[] bodies = turn.toArray();
    List<Event> whole = events(-1, bodies);
    assertThat(whole).extracting(Event::number).doesNotHaveDuplicates().isSorted();
    for (int seen = -1; seen < whole.size(); seen++) {
      long last = seen;
      assertThat(events(seen, bodies))
          .isEqualTo(whole.stream().filter(each -> each.number() > last).toList());
    }
  }

  /** A message's deltas are its text, and the last one's text is the response's. */
  @Property
  void deltasAddUp(@ForAll("turns") List<Object> turn) {
    List<Event> events = events(-1, turn.toArray());
    for (JsonNode done : named(events, "response.output_text.done")) {
      String joined =
          named(events, "response.output_text.delta").stream()
              .filter(each -> each.path("item_id").equals(done.path("item_id")))
              .map(each -> each.path("delta").asString())
              .collect(Collectors.joining());
      assertThat(joined).isEqualTo(done.path("text").asString());
    }
    assertThat(events.getLast().data().at("/response/output").valueStream())
        .filteredOn(each -> each.path("type").asString().equals("message"))
        .hasSize(1);
  }

  @Provide
  Arbitrary<List<Object>> turns() {
    return Arbitraries.of(
            started(),
            answer("a"),
            answer("\uD83D\uDE80\n"),
            reasoning("hm"),
            restarted(0),
            restarted(2))
        .list()
        .ofMaxSize(12)
        .map(
            events -> {
              List<Object> all = new ArrayList<>(events);
              all.add(completed("stop"));
              return all;
            });
  }

  private static Event last(Object... bodies) {
    return events(-1, bodies).getLast();
  }

  private static List<String> typesOf(List<Event> events) {
    return events.stream().map(each -> each.data().path("type").asString()).toList();
  }

  private static List<JsonNode> named(List<Event> events, String name) {
    return events.stream().filter(each -> each.name().equals(name)).map(Event::data).toList();
  }

  private static List<Event> events(long seen, Object... bodies) {
    return parsed(all(frames(new EventNumbers(JSON, seen)), bodies));
  }

  private static List<Event> parsed(String stream) {
    return Arrays.stream(stream.split("\n\n"))
        .filter(each -> !each.isEmpty())
        .map(
            each -> {
              String[] lines = each.split("\ndata: ");
              return new Event(lines[0].substring("event: ".length()), JSON.readTree(lines[1]));
            })
        .toList();
  }

  private static ResponseEvents frames(EventNumbers numbers) {
    ResponseSettings settings =
        new ResponseSettings(
            "resp_1", 17, "sim", false, null, null, Sampling.NONE, Map.of("a", "b"));
    return new ResponseEvents(() -> settings, new StreamedOutput(TURN, numbers), numbers);
  }
}
