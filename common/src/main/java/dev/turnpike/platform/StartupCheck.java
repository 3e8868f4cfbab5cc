package dev.turnpike.platform;

/** Something that must hold before a service starts. */
interface StartupCheck {
  /**
   * Returns when it holds.
   *
   * @throws StartRefused when it does not, with the sentence to show
   */
  void run(Patience patience) throws Exception;
}
