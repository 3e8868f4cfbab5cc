package dev.turnpike.chaos.load;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: short and long answers, some whose model fails once, some that need a tool, some
 * that tell a fact; some questions push others aside or take their place, some are cancelled, and
 * some sessions are cleared or deleted. Half of the clients are steady, the others have every other
 * habit.
 *
 * @param pace of the answers
 * @param faultShare of the questions meet a fault of the model, 0 to 1
 * @param rudeShare of the questions do not wait for the session's turns, or are cancelled, 0 to 1
 * @param changeShare of the questions take the place of earlier ones; behind as many bursts the
 *     session is cleared, and behind as many deleted; 0 to 0.5
 */
public record Mix(Pace pace, double faultShare, double rudeShare, double changeShare)
    implements Talk {
  private static final List<String> FAULTS =
      List.of(
          "429,retry-after=0", "500", "503", "drop,after=4", "truncate,after=3", "error,after=2");
  private static final List<String> MANNERS = List.of("reject", "interrupt", "rollback");
  private static final double ODD_SHARE = 0.5;
  private static final double IN_FLIGHT_PER_SESSION = 1.3;
  private static final double TEACHING_SHARE = 0.3;
  private static final double TOOL_SHARE = 0.15;

  /** Whatever the model does, its requests are refused or broken off at most once each. */
  public static Mix usual(Pace pace) {
    return new Mix(pace, 0.15, 0.15, 0.05);
  }

  /** Every answer comes at the first call, and every turn is left to end. */
  public static Mix calm(Pace pace) {
    return new Mix(pace, 0, 0, 0);
  }

  /** One mostly, else two or three. */
  @Override
  public int burst(RandomGenerator random) {
    double draw = random.nextDouble();
    return draw < 0.7 ? 1 : draw < 0.9 ? 2 : 3;
  }

  /**
   * Bursts of one, two and three last as many answers, with as many turns in flight on average as
   * (1, 1.5, 2); and a session is silent for a moment between them.
   */
  @Override
  public int sessionsFor(int inFlight) {
    return Math.max(1, (int) Math.round(inFlight / IN_FLIGHT_PER_SESSION));
  }

  @Override
  public Tidying tidies(RandomGenerator random) {
    double draw = random.nextDouble();
    return draw < changeShare
        ? Tidying.CLEAR
        : draw < 2 * changeShare ? Tidying.DELETE : Tidying.NONE;
  }

  @Override
  public Duration longestPause() {
    return Duration.ofMillis(800);
  }

  @Override
  public Question question(Marker marker, RandomGenerator random) {
    boolean teaches = random.nextDouble() < TEACHING_SHARE;
    boolean needsTool = !teaches && random.nextDouble() < TOOL_SHARE;
    boolean replaces = random.nextDouble() < changeShare;
    return new Question(
        marker,
        text(marker, teaches, needsTool),
        model(marker, needsTool, random),
        teaches,
        replaces || random.nextDouble() >= rudeShare
            ? "enqueue"
            : MANNERS.get(random.nextInt(MANNERS.size())),
        replaces,
        Habit.of(random, ODD_SHARE),
        random.nextDouble() < rudeShare / 2 ? Duration.ofMillis(random.nextInt(3_000)) : null);
  }

  private static String text(Marker marker, boolean teaches, boolean needsTool) {
    if (teaches) {
      return "I like tea number " + marker.number() + ". " + marker;
    }
    return (needsTool ? "What time is it in Paris? " : "What do you think? ") + marker;
  }

  private String model(Marker marker, boolean needsTool, RandomGenerator random) {
    Pace.Answer answer = pace.answer(random);
    String bare = "sim:ttft=%d,gap=%d".formatted(random.nextInt(20, 150), answer.gapMillis());
    String name =
        needsTool
            ? bare
            : "%s,tokens=%d,text=lorem,seed=%d"
                .formatted(bare, answer.tokens(), random.nextInt(1, 1000));
    String fault = fault(random);
    return fault == null
        ? name
        : "%s,fault=%s,times=1,key=q%d".formatted(name, fault, marker.number());
  }

  private @Nullable String fault(RandomGenerator random) {
    return random.nextDouble() < faultShare ? FAULTS.get(random.nextInt(FAULTS.size())) : null;
  }
}
