package dev.turnpike.operations.recovery;

import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users who deleted their account after the backup: the restored database does not know of them,
 * the services' logs do (action {@code user_deleted}).
 *
 * @param users each with the time until which their turns are forgotten
 */
public record ForgottenList(Map<String, Instant> users) {

  public ForgottenList {
    Map<String, Instant> exact = new HashMap<>();
    users.forEach((user, until) -> exact.put(user, until.truncatedTo(ChronoUnit.MICROS)));
    users = Map.copyOf(exact);
  }

  public static ForgottenList none() {
    return new ForgottenList(Map.of());
  }

  /**
   * A file with a user's id in each line, and behind it, after a space, when they were deleted;
   * that can be left out when they did not come back.
   *
   * @throws Refusal when it can't be read
   */
  public static ForgottenList read(@Nullable Path file, Instant now) {
    if (file == null) {
      return none();
    }
    try {
      return of(Files.readAllLines(file), now);
    } catch (IOException e) {
      throw new Refusal("%s can't be read: %s.".formatted(file, e), e);
    }
  }

  static ForgottenList of(List<String> lines, Instant now) {
    Map<String, Instant> users = new HashMap<>();
    for (String line : lines) {
      var words = line.strip().split("\\s+", 2);
      if (!words[0].isEmpty()) {
        users.merge(words[0], words.length == 1 ? now : time(words[1]), ForgottenList::later);
      }
    }
    return new ForgottenList(users);
  }

  /** Together with those whom the database knows. */
  ForgottenList with(Map<String, Instant> others) {
    Map<String, Instant> all = new HashMap<>(users);
    others.forEach((user, until) -> all.merge(user, until, ForgottenList::later));
    return new ForgottenList(all);
  }

  boolean includes(String userId, Instant acceptedAt) {
    var until = users.get(userId);
    return until != null && !until.isBefore(acceptedAt);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant time(String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          "'%s' in the list of forgotten users is no time: write 2026-11-02T10:00:00Z, or nothing behind the user's id."
              .formatted(word),
          e);
    }
  }
}
