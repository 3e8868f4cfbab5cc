package dev.turnpike.ingress.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers those who ask at the same time with one call. Whoever comes first calls for all who came
 * meanwhile; the others wait. So there is never more than one call under way, and there are fewer
 * calls a question the more is asked.
 *
 * <p>Invariant: who holds {@link #turn} and is not answered stands in {@link #waiting}.
 */
final class Together<I, O> {

  /** One call for many questions. */
  interface Call<I, O> {
    /**
     * Answers or fails each question. What it throws fails those it has not; {@link
     * InterruptedException} leaves them to the next caller.
     */
    void answer(List<Question<I, O>> questions) throws InterruptedException;
  }

  /** What somebody asked and waits for. Of the thread that holds the lock. */
  static final class Question<I, O> {
    private final I asked;
    private @Nullable O answer;
    private @Nullable RuntimeException failure;

    private Question(I asked) {
      this.asked = asked;
    }

    I asked() {
      return asked;
    }

    void answer(O found) {
      answer = found;
    }

    void fail(RuntimeException reason) {
      failure = reason;
    }

    private boolean isOpen() {
      return answer == null && failure == null;
    }

    private O result() {
      if (failure != null) {
        throw failure;
      }
      if (answer == null) {
        throw new IllegalStateException("Not answered: " + asked);
      }
      return answer;
    }
  }

  private final Duration gathering;
  private final Call<I, O> call;
  private final Queue<Question<I, O>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile List<Question<I, O>> underWay = List.of(); // written by who holds the lock

  /**
   * @param gathering how long a call waits for others to join
   */
  Together(Duration gathering, Call<I, O> call) {
    this.gathering = gathering;
    this.call = call;
  }

  /** Blocks. Throws what the call did, the same exception for all that it failed for. */
  O ask(I asked) throws InterruptedException {
    Question<I, O> question = stand(asked);
    try {
      turn.lockInterruptibly();
      return answered(question);
    } catch (InterruptedException e) {
      waiting.remove(question);
      throw e;
    }
  }

  /**
   * The same, but waits no longer for the call that is under way.
   *
   * @return empty when it took longer
   */
  Optional<O> ask(I asked, Duration patience) throws InterruptedException {
    Question<I, O> question = stand(asked);
    try {
      if (turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.of(answered(question));
      }
      waiting.remove(question);
      return Optional.empty();
    } catch (InterruptedException e) {
      waiting.remove(question);
      throw e;
    }
  }

  /** What was asked and is not answered yet, or just now. */
  List<I> pending() {
    return Stream.concat(underWay.stream(), waiting.stream()).map(Question::asked).toList();
  }

  private Question<I, O> stand(I asked) {
    Question<I, O> question = new Question<>(asked);
    waiting.add(question);
    return question;
  }

  /** Called with the lock, which it gives back. */
  private O answered(Question<I, O> question) throws InterruptedException {
    try {
      if (question.isOpen()) {
        if (gathering.isPositive()) {
          Thread.sleep(gathering);
        }
        answerAll();
      }
      return question.result();
    } finally {
      turn.unlock();
    }
  }

  private void answerAll() throws InterruptedException {
    List<Question<I, O>> questions = new ArrayList<>();
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      questions.add(next);
    }
    underWay = questions;
    try {
      call.answer(questions);
    } catch (RuntimeException e) {
      questions.stream().filter(Question::isOpen).forEach(each -> each.fail(e));
    } catch (InterruptedException e) {
      questions.stream().filter(Question::isOpen).forEach(waiting::add);
      throw e;
    } finally {
      underWay = List.of();
    }
  }
}
