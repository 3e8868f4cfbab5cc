package dev.turnpike.ingress.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Text}. */
public final class TextRule implements ConstraintValidator<Text, String> {
  private int min;
  private int max;

  @Override
  public void initialize(Text rule) {
    min = rule.min();
    max = rule.max();
  }

  @Override
  public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
    String complaint = text == null ? null : complaint(text, min, max);
    if (complaint == null) {
      return true;
    }
    context.disableDefaultConstraintViolation();
    context.buildConstraintViolationWithTemplate(complaint).addConstraintViolation();
    return false;
  }

  /**
   * For text that no annotation stands at.
   *
   * @return what is wrong with it, behind its name in a sentence; null for nothing
   */
  public static @Nullable String complaint(String text, int min, int max) {
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max) {
      return min == max
          ? "must have %d characters".formatted(min)
          : "must have %d to %d characters, not %d".formatted(min, max, length);
    }
    if (text.indexOf('\0') >= 0) {
      return "must not contain the character U+0000";
    }
    boolean halfPair =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    return halfPair ? "must not contain half of a surrogate pair" : null;
  }
}
