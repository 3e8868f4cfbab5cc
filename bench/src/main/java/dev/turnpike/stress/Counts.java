package dev.turnpike.stress;

import java.util.List;
import java.util.Map;

/**
 * What became of all requests of one kind.
 *
 * @param done answered as asked
 * @param refusals how often somebody was told to come again, by status; each has Retry-After
 * @param refusedTasks of those who wanted something, how many were told so at least once
 * @param refusedTasksDone how many of these got it in the end
 * @param unanswered no connection, a reset, silence
 * @param turnedAway other statuses, also 429 and 503 without Retry-After
 * @param broken accepted, and then not what was promised
 * @param failures reasons of the three before, and how often
 * @param longestPauseSeconds that anybody was told to stay away
 * @param answer the time of the request that was answered
 * @param whole from the first request to that answer, pauses included
 * @param curve how many were done by when
 */
record Counts(
    int done,
    Map<Integer, Integer> refusals,
    int refusedTasks,
    int refusedTasksDone,
    int unanswered,
    int turnedAway,
    int broken,
    Map<String, Integer> failures,
    long longestPauseSeconds,
    Times answer,
    Times whole,
    List<Curve.Point> curve) {

  Counts {
    refusals = Map.copyOf(refusals);
    failures = Map.copyOf(failures);
    curve = List.copyOf(curve);
  }

  int refused() {
    return refusals.values().stream().mapToInt(Integer::intValue).sum();
  }

  int refused(int status) {
    return refusals.getOrDefault(status, 0);
  }
}
