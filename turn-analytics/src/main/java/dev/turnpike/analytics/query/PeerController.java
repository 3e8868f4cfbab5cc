package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What instances ask each other: the part of an answer that this one has. */
@RestController
@RequestMapping(path = Peers.PATH, produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
class PeerController {

  private final Answers answers;

  PeerController(Answers answers) {
    this.answers = answers;
  }

  @GetMapping("turns")
  byte[] turns(@RequestParam Map<String, String> parameters, @RequestParam String partitions) {
    return answers.part(Question.asked(Kind.TURNS, parameters), numbers(partitions));
  }

  @GetMapping("scores")
  byte[] scores(@RequestParam Map<String, String> parameters, @RequestParam String partitions) {
    return answers.part(Question.asked(Kind.SCORES, parameters), numbers(partitions));
  }

  @GetMapping("alerts")
  byte[] alerts(
      @RequestParam String from, @RequestParam String to, @RequestParam String partitions) {
    return answers.partOfAlerts(Instant.parse(from), Instant.parse(to), numbers(partitions));
  }

  @GetMapping("last-alerts")
  byte[] lastAlerts(@RequestParam String partitions) {
    return answers.partOfLastAlerts(numbers(partitions));
  }

  private static List<Integer> numbers(String text) {
    try {
      return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new BadQuestion("partitions is \"%s\": write numbers, such as 0,2.".formatted(text));
    }
  }
}
