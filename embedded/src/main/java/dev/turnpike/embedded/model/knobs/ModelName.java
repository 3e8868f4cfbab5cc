package dev.turnpike.embedded.model.knobs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model's name: {@code sim}, optionally with a label that means nothing ({@code sim-small}), and
 * optionally with knobs after a colon.
 */
public record ModelName(String whole, String knobs) {
  private static final Pattern FORM =
      Pattern.compile("sim(?:-[A-Za-z0-9._-]+)?(?::(?<knobs>.+))?", Pattern.DOTALL);

  /** Whether a name is one of the simulated model's at all. */
  public static boolean isSimulated(String name) {
    return FORM.matcher(name).matches();
  }

  public static ModelName parse(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      throw new InvalidKnobException(
          "'%s' is not a simulated model: write sim, or sim:ttft=200,gap=20.".formatted(name));
    }
    String knobs = matcher.group("knobs");
    return new ModelName(name, knobs == null ? "" : knobs);
  }

  Knobs over(Knobs defaults) {
    return KnobParser.parse(knobs, whole, defaults);
  }
}
