package dev.turnpike.platform;

import java.io.IOException;

/** Refuses the start when no schema registry answers at the configured addresses. */
record RegistryCheck(RegistryProperties properties) implements StartupCheck {
  @Override
  public void run(Patience patience) throws Exception {
    try (RegistryProbe probe = new RegistryProbe(properties.settings())) {
      patience.keepTrying(probe::probe);
    } catch (IOException e) {
      throw new StartRefused(
          "%s is \"%s\", but no schema registry answers there (%s): start it or correct the address or credentials."
              .formatted(
                  RegistryProperties.VARIABLE, Redaction.redact(properties.url()), Reasons.of(e)),
          e);
    }
  }
}
