package dev.turnpike.chaos.load;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is asked: short and long answers, some whose model fails once, some that tell a fact. All
 * answers are the adversarial text, whose every character is known beforehand.
 *
 * @param longShare of the questions get a long answer, 0 to 1
 * @param faultShare of the questions meet a fault of the model, 0 to 1
 */
public record Mix(double longShare, double faultShare) {
  private static final List<String> FAULTS =
      List.of(
          "429,retry-after=0", "500", "503", "drop,after=4", "truncate,after=3", "error,after=2");
  private static final double TEACHING_SHARE = 0.3;

  /** Whatever the model does, its requests are refused or broken off at most once each. */
  public static Mix usual() {
    return new Mix(0.25, 0.15);
  }

  /** Every answer comes at the first call. */
  public static Mix faultless() {
    return new Mix(0.25, 0);
  }

  Question question(Marker marker, RandomGenerator random) {
    boolean teaches = random.nextDouble() < TEACHING_SHARE;
    String text =
        teaches
            ? "I like tea number " + marker.number() + ". " + marker
            : "What do you think? " + marker;
    return new Question(marker, text, model(marker, random), teaches);
  }

  private String model(Marker marker, RandomGenerator random) {
    boolean isLong = random.nextDouble() < longShare;
    int tokens = isLong ? random.nextInt(50, 100) : random.nextInt(5, 30);
    int gap = isLong ? random.nextInt(50, 100) : random.nextInt(10, 40);
    String name =
        "sim:ttft=%d,gap=%d,tokens=%d,text=lorem,seed=%d"
            .formatted(random.nextInt(20, 150), gap, tokens, random.nextInt(1, 1000));
    if (random.nextDouble() >= faultShare) {
      return name;
    }
    return "%s,fault=%s,times=1,key=q%d"
        .formatted(name, FAULTS.get(random.nextInt(FAULTS.size())), marker.number());
  }
}
