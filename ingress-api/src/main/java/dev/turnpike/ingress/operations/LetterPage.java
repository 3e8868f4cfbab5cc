package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters, newest first.
 *
 * @param before gets the next page; left out on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterPage(List<LetterSummary> letters, @Nullable String before) {
  LetterPage {
    letters = List.copyOf(letters);
  }
}
