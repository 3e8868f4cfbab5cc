package dev.turnpike.stress;

/**
 * One thing that is claimed, and whether it held.
 *
 * @param bound in words
 * @param measured in words
 */
record Claim(String claim, String bound, String measured, boolean held) {

  String mark() {
    return held ? "✓" : "✗";
  }
}
