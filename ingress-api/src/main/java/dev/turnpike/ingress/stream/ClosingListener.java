package dev.turnpike.ingress.stream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Closes a stream whose request the server ended. */
record ClosingListener(EventStream stream) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    stream.close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    stream.close();
  }

  @Override
  public void onError(AsyncEvent event) {
    stream.close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
