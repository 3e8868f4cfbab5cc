package dev.turnpike.ingress.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailboxPropertiesTest {
  @Test
  void hasDefaultsAndLimits() {
    assertThat(bind(Map.of())).isEqualTo(new MailboxProperties("ingress-0", 1));
    assertThat(
            bind(
                Map.of(
                    "turnpike.ingress.mailboxes.node-id", "web-4",
                    "turnpike.ingress.mailboxes.count", "3")))
        .isEqualTo(new MailboxProperties("web-4", 3));
    assertThatThrownBy(() -> new MailboxProperties("a", 0)).isInstanceOf(StartRefused.class);
  }

  private static MailboxProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("turnpike.ingress.mailboxes", MailboxProperties.class);
  }
}
