package dev.turnpike.chaos.cluster;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.broker.Membership;
import dev.turnpike.embedded.broker.Seat;
import dev.turnpike.local.folder.LogFiles;
import dev.turnpike.local.services.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The main class of a broker that can be killed: it speaks with its parent as services do. */
public final class BrokerProcess {

  private BrokerProcess() {}

  static String name(int node) {
    return "broker-" + node;
  }

  /** What {@link #main} takes. */
  static List<String> arguments(Path folder, Path logs, Membership member) {
    List<String> arguments =
        new ArrayList<>(
            List.of(folder.toString(), logs.toString(), "" + member.node(), member.clusterId()));
    new TreeMap<>(member.seats())
        .values()
        .forEach(
            seat ->
                arguments.add(
                    "%s:%d:%d".formatted(seat.host(), seat.port(), seat.controllerPort())));
    return arguments;
  }

  private static Membership member(List<String> arguments) {
    Map<Integer, Seat> seats = new TreeMap<>();
    for (String seat : arguments.subList(4, arguments.size())) {
      List<String> parts = List.of(seat.split(":", 3));
      seats.put(
          seats.size() + 1,
          new Seat(parts.get(0), Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2))));
    }
    return new Membership(Integer.parseInt(arguments.get(2)), arguments.get(3), seats);
  }

  /**
   * @param arguments folder, folder of the logs, the node's number, the cluster's id, and of each
   *     node from 1 its host and its two ports
   */
  @SuppressWarnings("SystemExitOutsideMain") // halts: nothing may outlive the parent
  public static void main(String[] arguments) {
    Membership member = member(List.of(arguments));
    LogFiles.open(Path.of(arguments[1]), name(member.node()));
    Thread.ofPlatform().daemon().name("parent-watch").start(BrokerProcess::watchParent);
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), member);
    // Not halting behind it: what is to be deleted at the end is deleted after the hooks.
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
    System.out.println(ServiceProcess.READY);
  }

  private static void watchParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
