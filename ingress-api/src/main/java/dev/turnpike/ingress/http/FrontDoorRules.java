package dev.turnpike.ingress.http;

import dev.turnpike.platform.Deployment;
import dev.turnpike.platform.DeploymentRule;
import dev.turnpike.platform.Guessable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** No token secret that can be guessed, and no pages of just any origin. */
final class FrontDoorRules implements DeploymentRule {
  private static final String TOKENS = "turnpike.ingress.tokens.";

  @Override
  public List<String> broken(Environment environment, Deployment deployment) {
    List<String> broken = new ArrayList<>();
    String secret = environment.getProperty(TOKENS + "secret", "");
    if (!secret.isEmpty()) { // Its absence is told by its own record.
      refuseGuessable("TURNPIKE_TOKEN_SECRET", secret, broken);
    }
    list(environment, TOKENS + "previous-secrets")
        .forEach(each -> refuseGuessable("TURNPIKE_TOKEN_PREVIOUS_SECRETS", each, broken));
    if (list(environment, "turnpike.ingress.cors.origins").contains(CorsProperties.ANY)) {
      broken.add(
          "%s is %s, so that every page could call this service: name the origins."
              .formatted(CorsProperties.VARIABLE, CorsProperties.ANY));
    }
    return broken;
  }

  private static void refuseGuessable(String variable, String secret, List<String> broken) {
    Guessable.reason(secret)
        .ifPresent(
            reason ->
                broken.add(
                    "%s %s, so that others can guess it: set it to random text, such as the output of openssl rand -hex 32."
                        .formatted(variable, reason)));
  }

  private static List<String> list(Environment environment, String property) {
    return Binder.get(environment).bind(property, Bindable.listOf(String.class)).orElse(List.of());
  }
}
