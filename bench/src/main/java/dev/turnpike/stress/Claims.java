package dev.turnpike.stress;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What the figures of a run are held against. */
final class Claims {
  static final double MOST = 1.10;

  private final int users;
  private final int sessions;
  private final List<Counts> all;
  private final List<Counts> chats;

  /**
   * @param sessions of users who came all the way
   * @param all requests of Turnpike
   * @param chats those among them that are chats
   */
  private Claims(int users, int sessions, List<Counts> all, List<Counts> chats) {
    this.users = users;
    this.sessions = sessions;
    this.all = all;
    this.chats = chats;
  }

  static List<Claim> of(StressResult.Figures figures) {
    Claims claims =
        new Claims(
            figures.users(),
            figures.through(),
            figures.turnpikeRequests(),
            figures.turnpikeChats());
    return List.of(
        claims.everybodyIsThrough(),
        claims.acceptedChatsComplete(),
        claims.refusalsSayWhen(),
        claims.refusedOnesSucceed(),
        claims.nothingElse(),
        latency(figures.carried()));
  }

  private Claim everybodyIsThrough() {
    return share("users who registered, logged in, opened a session and chatted", sessions, users);
  }

  private Claim acceptedChatsComplete() {
    int done = sum(chats, Counts::done);
    return share(
        "accepted chats that completed with the right text",
        done,
        done + sum(chats, Counts::broken));
  }

  private Claim refusalsSayWhen() {
    int timely = sum(all, Counts::refused);
    return share(
        "refusals that are 429 or 503 with Retry-After",
        timely,
        timely + sum(all, Counts::turnedAway));
  }

  private Claim refusedOnesSucceed() {
    return share(
        "refused ones who came again when told to, and got what they wanted",
        sum(all, Counts::refusedTasksDone),
        sum(all, Counts::refusedTasks));
  }

  private Claim nothingElse() {
    int others =
        sum(all, Counts::unanswered) + sum(all, Counts::broken) - sum(chats, Counts::broken);
    return new Claim(
        "anything else: silence, resets, answers without sense",
        "none",
        Integer.toString(others),
        others == 0);
  }

  private static Claim latency(StressResult.Sides sides) {
    double ratio = sides.ratio();
    return new Claim(
        "average chat ÷ the model's own, at a load that the machine carries",
        String.format(Locale.ROOT, "≤ %.2f", MOST),
        String.format(
            Locale.ROOT,
            "%.3f (%.0f ms ÷ %.0f ms)",
            ratio,
            sides.turnpike().counts().whole().average(),
            sides.model().counts().whole().average()),
        ratio > 0 && ratio <= MOST);
  }

  /** All of them; of none at all that is true, too. */
  private static Claim share(String claim, int part, int whole) {
    return new Claim(
        claim,
        "100 %",
        whole == 0
            ? "none there"
            : String.format(
                Locale.ROOT,
                "%s %% (%d of %d)",
                part == whole ? "100" : String.format(Locale.ROOT, "%.2f", floor(part, whole)),
                part,
                whole),
        part == whole);
  }

  /** Never rounded up to 100. */
  private static double floor(int part, int whole) {
    return Math.floor(10_000.0 * part / whole) / 100;
  }

  private static int sum(List<Counts> counts, ToIntFunction<Counts> number) {
    return counts.stream().mapToInt(number).sum();
  }
}
