package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.text.Text;
import jakarta.validation.constraints.NotBlank;

/** The new name of a session. */
record RenameForm(@NotBlank(message = "is required") @Text(max = 100) String name) {
  /** As it was typed, without the space around it. */
  String stripped() {
    String text = name.strip(); // Knows more kinds of space than the annotation.
    if (text.isEmpty()) {
      throw Problem.invalid("name", "is required");
    }
    return text;
  }
}
