package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.text.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** Who wants an account. */
record RegisterRequest(
    @NotNull(message = "is required")
        @Text(min = 3, max = 254)
        @EmailRule
        @Schema(format = "email", minLength = 3, maxLength = 254, example = "ada@example.org")
        String email,
    @NotNull(message = "is required")
        @Text(min = 8, max = 64)
        @PasswordRule
        @Schema(format = "password", minLength = 8, maxLength = 64, example = "Passw0rd!")
        String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return "RegisterRequest[email=%s]".formatted(email);
  }
}
