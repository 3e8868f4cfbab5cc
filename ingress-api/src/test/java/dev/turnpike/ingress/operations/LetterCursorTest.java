package dev.turnpike.ingress.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterCursorTest {
  @Test
  void isReadAsItWasWritten() {
    LetterCursor cursor = new LetterCursor(Map.of(3, 17L, 0, 999_999_999_999L));
    assertThat(cursor.text()).isEqualTo("0-999999999999_3-17");
    assertThat(LetterCursor.parsed("0-999999999999_3-17")).isEqualTo(cursor);
    assertThat(new LetterCursor(Map.of()).text()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0-", "-1", "0-1_", "0-1,1-2", "0-1234567890123456789", "a-b"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> LetterCursor.parsed(text)).isInstanceOf(Problem.class);
  }
}
