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

/** An e-mail address, in any form that {@link EmailAddress} makes one of. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EmailRule.Check.class)
@interface EmailRule {
  String message() default "is not an e-mail address";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check. */
  final class Check implements ConstraintValidator<EmailRule, String> {
    @Override
    public boolean isValid(@Nullable String email, ConstraintValidatorContext context) {
      return email == null || EmailAddress.isValid(EmailAddress.normalized(email));
    }
  }
}
