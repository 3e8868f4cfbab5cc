package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Names of turns and of sessions. */
class NamesTest {
  @Property
  void theNameOfATurnIsItsId(@ForAll long high, @ForAll long low) {
    UUID turn = new UUID(high, low);
    String name = TurnNames.of("resp_", turn);
    assertThat(name).isEqualTo("resp_" + turn.toString().replace("-", ""));
    assertThat(TurnNames.parse("resp_", name)).contains(turn);
    assertThat(TurnNames.parse("chatcmpl-", name)).isEmpty();
  }

  @Test
  void whatIsNoNameIsNone() {
    String hex = "0199aaaabbbb7ccc8dddeeeeffff0001";
    assertThat(
            List.of(
                "",
                "resp_",
                "resp_" + hex + "0",
                "resp_" + hex.toUpperCase(Locale.ROOT),
                "resp_x",
                hex))
        .allMatch(each -> TurnNames.parse("resp_", each).isEmpty());
  }

  @Property
  void twoUsersNeverShareASession(
      @ForAll String user, @ForAll String other, @ForAll String name, @ForAll String otherName) {
    String session = SessionNames.of(user, name);
    assertThat(session).isEqualTo(SessionNames.of(user, name)).hasSize(48).startsWith("chat-");
    if (!user.equals(other) || !name.equals(otherName)) {
      assertThat(SessionNames.of(other, otherName)).isNotEqualTo(session);
    }
  }

  /** However the border between the two is shifted. */
  @Test
  void noNamePassesForAPartOfAnId() {
    assertThat(
            List.of(
                SessionNames.of("a", "b:c"),
                SessionNames.of("a:b", "c"),
                SessionNames.of("a", ":b:c"),
                SessionNames.of("", "a:b:c")))
        .doesNotHaveDuplicates();
  }
}
