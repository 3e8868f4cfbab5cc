package dev.turnpike.chaos.audit;

import java.util.List;

/** One promise of Turnpike's, and how it is checked. */
interface Guarantee {

  /** As in {@code G1}, or in one word. */
  String name();

  /** In a few words. */
  String promise();

  Finding check(Evidence evidence);

  /** All there are; whoever checks fewer must say which ones are left out. */
  List<Guarantee> ALL =
      List.of(
          new NothingLost(),
          new InOrder(),
          new StreamIsAnswer(),
          new ZombiesFenced(),
          new IdempotentWork(),
          new BadInputStallsNothing(),
          new Bounded(),
          new ResumedInTime(),
          new TakenOverInTime(),
          new CallsAccounted(),
          new CountedOnce(),
          new GoneForGood(),
          new NothingLeftBehind());
}
