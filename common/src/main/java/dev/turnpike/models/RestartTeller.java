package dev.turnpike.models;

import org.jspecify.annotations.Nullable;

/**
 * Between one call of a ring and its listener, so that the texts of two models are never mixed: a
 * listener that has heard something of a failed call is told so before it hears of the next.
 *
 * <p>If there is no next call, it is not: what it has heard then stands as all there is.
 */
final class RestartTeller implements ModelListener {

  private final ModelListener listener;
  private Runnable onSign = () -> {};
  private boolean heard;
  private @Nullable ModelException failure;

  RestartTeller(ModelListener listener) {
    this.listener = listener;
  }

  /**
   * A call begins.
   *
   * @param sign run at every piece
   */
  void begin(Runnable sign) {
    onSign = sign;
    if (heard && failure != null) {
      heard = false;
      listener.restarted(failure.kind().code());
    }
    failure = null;
  }

  void failed(ModelException why) {
    failure = why;
  }

  @Override
  public void text(String piece) {
    heard = true;
    onSign.run();
    listener.text(piece);
  }

  @Override
  public void reasoning(String piece) {
    heard = true;
    onSign.run();
    listener.reasoning(piece);
  }
}
