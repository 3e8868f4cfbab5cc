package dev.turnpike.chaos.cluster;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.local.folder.LogFiles;
import dev.turnpike.local.services.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of a broker that can be killed: it speaks with its parent as services do. */
public final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * @param arguments folder, port, folder of the logs
   */
  @SuppressWarnings("SystemExitOutsideMain") // halts: nothing may outlive the parent
  public static void main(String[] arguments) {
    LogFiles.open(Path.of(arguments[2]), "broker");
    Thread.ofPlatform().daemon().name("parent-watch").start(BrokerProcess::watchParent);
    EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
    System.out.println(ServiceProcess.READY);
  }

  private static void stop(EmbeddedBroker broker) {
    try {
      broker.close();
    } finally {
      Runtime.getRuntime().halt(0);
    }
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
