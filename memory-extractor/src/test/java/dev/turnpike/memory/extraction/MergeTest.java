package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.memory.ledger.KnownFact;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          The user has a dog. | The user's dog is called Rex. | The user has a dog called Rex. | true
          The user likes tea. | The user likes coffee.        | The user likes tea and coffee. | true
          The user has a dog. | The user's dog is called Rex. | The user has a dog called Bob. | false
          The user is 41.     | The user is 42.               | The user is 43.                | false
          The user has a dog. | The user's dog is called Rex. | ``                             | false
          The user has a PIN. | The user's is 0815.           | The user's PIN is 0815.        | false
          """)
  void whatNeitherSaysIsNotPutIn(String known, String told, String proposed, boolean taken) {
    var merged =
        Merge.of(
            new KnownFact(UUID.randomUUID(), known, 0.8), new Candidate(0, told, "x"), proposed);

    assertThat(merged).isEqualTo(taken ? proposed : told);
  }
}
