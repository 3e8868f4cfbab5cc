package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.text.Text;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;

/** Who wants an account. */
record RegisterRequest(
    @NotNull(message = "is required")
        @Text(min = 3, max = 254)
        @Email(message = "is not an e-mail address")
        String email,
    @NotNull(message = "is required") @Text(min = 8, max = 64) @PasswordRule String password) {

  /** The address as it is stored: whoever writes it in capitals means the same one. */
  String normalizedEmail() {
    return normalized(email);
  }

  static String normalized(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RegisterRequest[email=%s]".formatted(email);
  }
}
