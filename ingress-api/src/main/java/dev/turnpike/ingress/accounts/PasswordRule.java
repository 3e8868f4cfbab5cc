package dev.turnpike.ingress.accounts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A new password has an upper-case letter, a digit and a special character. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PasswordRule.Check.class)
@interface PasswordRule {
  String message() default
      "must have an upper-case letter, a digit and a special character (neither letter nor digit)";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check. */
  final class Check implements ConstraintValidator<PasswordRule, String> {
    @Override
    public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
      return password == null
          || (password.codePoints().anyMatch(Character::isUpperCase)
              && password.codePoints().anyMatch(Character::isDigit)
              && password.codePoints().anyMatch(Check::isSpecial));
    }

    private static boolean isSpecial(int character) {
      return !Character.isLetterOrDigit(character) && !Character.isWhitespace(character);
    }
  }
}
