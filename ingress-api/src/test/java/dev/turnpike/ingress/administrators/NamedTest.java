package dev.turnpike.ingress.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.tokens.ForeignTokens;
import dev.turnpike.platform.StartRefused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NamedTest {
  private static final String ID = "0190b0a0-ad00-7000-8000-000000000001";

  private static final class Issuer implements ForeignTokens {
    @Override
    public boolean isOn() {
      return true;
    }

    @Override
    public boolean isFor(String token) {
      return false;
    }

    @Override
    public String userId(String subject) {
      return "oidc-" + subject;
    }

    @Override
    public Foreign check(String token) {
      throw new IllegalStateException();
    }
  }

  @Test
  void nobodyByDefault() {
    AdministratorProperties defaults = bound(Map.of());
    assertThat(defaults.named()).isEmpty();
    assertThat(defaults.mayRegister()).isFalse();
  }

  @Test
  void readsAListAsPeopleWriteIt() {
    assertThat(
            bound(Map.of("turnpike.ingress.administrators.named", " a@b.org ,,c@d.org, a@b.org"))
                .named())
        .containsExactly("a@b.org", "c@d.org");
  }

  @Test
  void tellsAddressesFromIds() {
    Named named =
        Named.of(List.of("Ops@Example.ORG", ID.toUpperCase(Locale.ROOT)), ForeignTokens.NONE);
    assertThat(named.addresses()).containsExactly("ops@example.org");
    assertThat(named.userIds()).containsExactly(ID);
  }

  /** As accounts are: or an administrator could not be one, and a stranger could. */
  @ParameterizedTest
  @ValueSource(strings = {"OPS@example.org", "ｏｐｓ@example.org", "ops@EXAMPLE.org"})
  void addressesAreComparedAsAccountsAre(String written) {
    assertThat(Named.of(List.of(written), ForeignTokens.NONE).addresses())
        .containsExactly("ops@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops", "ops@", "@example.org", "a b@example.org", "*", "*@example.org)"})
  void refusesToStartWithWhatCanBeNobody(String entry) {
    assertThatThrownBy(() -> Named.of(List.of(entry), ForeignTokens.NONE))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("TURNPIKE_ADMINISTRATORS names \"" + entry + "\"");
  }

  /** Even one that looks like an address: nobody registers here then. */
  @Test
  void withAnIssuerAllAreSubjects() {
    Named named = Named.of(List.of("ops@example.org", ID), new Issuer());
    assertThat(named.addresses()).isEmpty();
    assertThat(named.userIds()).containsExactlyInAnyOrder("oidc-ops@example.org", "oidc-" + ID);
  }

  private static AdministratorProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("turnpike.ingress.administrators", AdministratorProperties.class);
  }
}
