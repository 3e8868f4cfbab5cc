package dev.turnpike.judge.rejudge;

/** Hears of a run, and decides whether it goes on. */
public interface RejudgeListener {

  /**
   * How far the counting is that comes before the plan.
   *
   * @param read places of the log so far
   */
  void counting(long read, long places);

  /**
   * It is known what will be done and what it will cost; nothing has been changed yet. Not called
   * of a dry run's end.
   *
   * @return whether to do it
   */
  boolean planned(Plan plan);

  /** About twice a second. */
  void progress(Progress progress);
}
