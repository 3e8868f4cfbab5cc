package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.text.Text;
import jakarta.validation.constraints.NotBlank;

/** The new name of a session. */
record RenameForm(@NotBlank(message = "is required") @Text(max = 100) String name) {}
