package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TopicTest {

  static final List<Topic<?>> TOPICS = Topics.ALL;

  @Test
  void itsOtherNamesFollowFromItsName() {
    assertThat(Topics.CHAT_REQUESTS.subject()).isEqualTo("chat.requests-value");
    assertThat(Topics.CHAT_REQUESTS.deadLetterTopic()).isEqualTo("chat.requests.dlt");
    assertThat(Topics.named("chat.requests")).contains(Topics.CHAT_REQUESTS);
    assertThat(Topics.named("nothing")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  void itsSchemaIsTheGeneratedOneWithoutJavasTypes(Topic<?> topic) throws Exception {
    Schema generated = (Schema) topic.valueType().getField("SCHEMA$").get(null);
    assertThat(topic.schema().toString()).doesNotContain("java");
    assertThat(topic.schema()).isNotEqualTo(generated);
    assertThat(SchemaNormalization.parsingFingerprint64(topic.schema()))
        .isEqualTo(SchemaNormalization.parsingFingerprint64(generated));
  }
}
