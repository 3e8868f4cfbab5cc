package dev.turnpike.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  @Test
  void allHoldWhereEverybodyIsServed() {
    List<Claim> claims = Claims.of(Samples.figures(Samples.good(), Samples.good(), 1_190));

    assertThat(claims).hasSize(6).allMatch(Claim::held).allMatch(claim -> claim.mark().equals("✓"));
    assertThat(claims).extracting(Claim::measured).contains("100 % (10 of 10)", "100 % (30 of 30)");
  }

  @Test
  void aBrokenChatBreaksTheClaimOfCompletionAlone() {
    Counts chat = Samples.counts(9, 0, 0, 1, 1_200);

    assertThat(broken(Samples.figures(Samples.good(), chat, 1_190)))
        .containsExactly(
            "users who registered, logged in, opened a session and chatted",
            "accepted chats that completed with the right text");
  }

  @Test
  void aRefusalWithoutATimeBreaksTheClaimOfRefusals() {
    Counts login = Samples.counts(10, 0, 1, 0, 1_200);

    assertThat(broken(Samples.figures(login, Samples.good(), 1_190)))
        .containsExactly("refusals that are 429 or 503 with Retry-After");
  }

  @Test
  void silenceBreaksTheLastOfThem() {
    Counts login = Samples.counts(10, 1, 0, 0, 1_200);

    assertThat(broken(Samples.figures(login, Samples.good(), 1_190)))
        .containsExactly("anything else: silence, resets, answers without sense");
  }

  @Test
  void whoNeverGotInBreaksTheClaimOfThoseWhoCameAgain() {
    Counts good = Samples.good();
    Counts login =
        new Counts(
            9, Map.of(503, 3), 2, 1, 0, 0, 0, Map.of(), 9, good.answer(), good.whole(), List.of());

    assertThat(broken(Samples.figures(login, good, 1_190)))
        .containsExactly("refused ones who came again when told to, and got what they wanted");
  }

  @Test
  void theAverageMayBeATenthLonger() {
    assertThat(broken(Samples.figures(Samples.good(), Samples.good(), 1_298))).isEmpty();
    assertThat(broken(Samples.figures(Samples.good(), Samples.good(), 1_310)))
        .containsExactly("average chat ÷ the model's own, at a load that the machine carries");
    assertThat(broken(Samples.figures(Samples.good(), Samples.good(), 0)))
        .as("no chat at all is no short chat")
        .hasSize(1);
  }

  @Test
  void almostAllIsNeverRoundedToAll() {
    Counts chat = Samples.counts(999_999, 0, 0, 1, 1_200);

    assertThat(Claims.of(Samples.figures(Samples.good(), chat, 1_190)).get(1).measured())
        .isEqualTo("99.99 % (1000019 of 1000020)");
  }

  private static List<String> broken(StressResult.Figures figures) {
    return Claims.of(figures).stream().filter(claim -> !claim.held()).map(Claim::claim).toList();
  }
}
