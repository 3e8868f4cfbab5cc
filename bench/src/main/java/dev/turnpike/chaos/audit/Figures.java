package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Heard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run cost, counted by the auditor.
 *
 * @param turns in the log
 * @param accepted of them, acknowledged to their client
 * @param ends how many ended how, failed ones by their code
 * @param interrupted turns that took more than one attempt
 * @param attempts that were given up: all but the last of each turn
 * @param modelCalls of the agent workers, by the model's own count
 * @param faultyCalls of these, answered with a fault on purpose
 * @param wholeCalls of these, answered to the end
 * @param modelSteps calls whose answer became part of a turn
 * @param lateEvents of fenced attempts in {@code chat.replies}, which no follower takes
 * @param strangers listeners whose connection broke before they learnt the turn's id
 * @param comebacks of listeners whose connection had ended before the turn, by the reason
 */
public record Figures(
    int turns,
    int accepted,
    Map<String, Long> ends,
    int interrupted,
    int attempts,
    int modelCalls,
    int faultyCalls,
    int wholeCalls,
    int modelSteps,
    int lateEvents,
    int strangers,
    List<Comeback> comebacks) {

  public Figures {
    ends = Map.copyOf(ends);
    comebacks = List.copyOf(comebacks);
  }

  static Figures of(Evidence evidence) {
    ModelJournal journal = evidence.circumstances().journal();
    List<EndedTurn> ended = evidence.ended().values().stream().flatMap(List::stream).toList();
    List<Heard> heard =
        evidence.asked().values().stream().flatMap(asked -> asked.heard().stream()).toList();
    List<ModelJournal.Entry> calls =
        evidence.asked().keySet().stream()
            .flatMap(marker -> journal.calls(marker).stream())
            .toList();
    return new Figures(
        evidence.started().size(),
        (int) evidence.asked().values().stream().filter(Asked::accepted).count(),
        ended.stream()
            .collect(Collectors.groupingBy(Figures::end, TreeMap::new, Collectors.counting())),
        (int) ended.stream().filter(turn -> turn.attempts() > 1).count(),
        ended.stream().mapToInt(turn -> turn.attempts() - 1).sum(),
        calls.size(),
        (int) calls.stream().filter(ModelJournal.Entry::faulty).count(),
        (int) calls.stream().filter(call -> call.whole() && !call.faulty()).count(),
        ended.stream().mapToInt(EndedTurn::modelSteps).sum(),
        evidence.replies().values().stream().mapToInt(Follower::late).sum(),
        (int) heard.stream().filter(each -> each.turn().isEmpty()).count(),
        Comeback.of(heard));
  }

  private static String end(EndedTurn turn) {
    String status = turn.status().name().toLowerCase(Locale.ROOT);
    return turn.error() == null ? status : status + ": " + turn.error();
  }
}
