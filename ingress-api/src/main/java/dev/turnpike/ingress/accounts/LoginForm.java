package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.text.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** OAuth 2's password form. */
record LoginForm(
    @NotNull(message = "is required") @Text(max = 254) String username,
    @NotNull(message = "is required") @Text(max = 1000) @Schema(format = "password")
        String password,
    @BindParam("grant_type")
        @Pattern(regexp = "password", message = "must be password")
        @Schema(name = "grant_type")
        @Nullable String grantType) {

  /** Without the password. */
  @Override
  public String toString() {
    return "LoginForm[username=%s]".formatted(username);
  }
}
