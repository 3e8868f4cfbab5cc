package dev.turnpike.analytics.query;

/** No instance has the rollups at this moment; it passes. */
final class NobodyAnswers extends RuntimeException {

  NobodyAnswers() {
    super(
        "The rollups are being moved between instances or read again, or too much is asked at once: try again in a moment.");
  }
}
