package dev.turnpike.bench.load;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a model of this name answers, as it gave it directly: the text every stream must end up
 * with, and where its tokens end, so that the arrival of each is known however a stream groups
 * them.
 */
public final class Reference {
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private final String model;
  private final String text;
  private final int[] ends;
  private final boolean anyDigits;

  private Reference(String model, String text, int[] ends, boolean anyDigits) {
    this.model = model;
    this.text = text;
    this.ends = ends;
    this.anyDigits = anyDigits;
  }

  /**
   * @param tokens the text in the pieces the model sent
   */
  static Reference of(String model, List<String> tokens) {
    return of(model, tokens, false);
  }

  /** A text that tells the time: other digits in the same places are right as well. */
  static Reference withAnyDigits(String model, List<String> tokens) {
    return of(model, tokens, true);
  }

  private static Reference of(String model, List<String> tokens, boolean anyDigits) {
    int[] ends = new int[tokens.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += tokens.get(i).length();
      ends[i] = end;
    }
    return new Reference(model, String.join("", tokens), ends, anyDigits);
  }

  public String model() {
    return model;
  }

  boolean matches(CharSequence answer) {
    return text.contentEquals(answer)
        || (anyDigits && withoutDigits(text).equals(withoutDigits(answer)));
  }

  private static String withoutDigits(CharSequence told) {
    return DIGIT.matcher(told).replaceAll("0");
  }

  String text() {
    return text;
  }

  public int tokens() {
    return ends.length;
  }

  /** How many characters there are when this token is complete. */
  int end(int token) {
    return ends[token];
  }
}
