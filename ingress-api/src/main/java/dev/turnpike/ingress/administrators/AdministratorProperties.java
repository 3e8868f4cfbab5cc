package dev.turnpike.ingress.administrators;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may see and do what concerns everybody.
 *
 * @param named separated by commas: e-mail addresses or ids of accounts that exist; with an OpenID
 *     Connect issuer its subjects; nobody by default
 * @param mayRegister whether an account may still be registered with one of these addresses, which
 *     nobody confirms: for somebody's own machine only
 */
@ConfigurationProperties("turnpike.ingress.administrators")
record AdministratorProperties(
    @DefaultValue List<String> named, @DefaultValue("false") boolean mayRegister) {
  AdministratorProperties {
    named = named.stream().map(String::strip).filter(each -> !each.isEmpty()).distinct().toList();
  }
}
