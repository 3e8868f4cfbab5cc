package dev.turnpike.platform;

import java.io.IOException;

/** Refuses the start when no schema registry answers at the configured addresses. */
record RegistryCheck(RegistryProperties properties) implements StartupCheck {
  @Override
  public void run(Patience patience) throws Exception {
    try (RegistryProbe probe = new RegistryProbe(properties.settings())) {
      patience.keepTrying(probe::probe);
    } catch (IOException e) {
      throw new StartRefused(RegistryTrouble.of(properties, e), e);
    }
  }
}
