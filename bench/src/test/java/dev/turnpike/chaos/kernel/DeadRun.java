package dev.turnpike.chaos.kernel;

import java.nio.file.Path;

/** Borrows a namespace and a disk on the given folder, says its namespace, and dies at once. */
final class DeadRun {
  private DeadRun() {}

  @SuppressWarnings("SystemExitOutsideMain") // halts: nothing may be tidied up
  public static void main(String[] arguments) {
    Premises premises = Premises.possible();
    premises.disk(Path.of(arguments[0]), 1);
    System.out.println(premises.host("left").namespace().orElseThrow().name());
    System.out.flush();
    Runtime.getRuntime().halt(9);
  }
}
