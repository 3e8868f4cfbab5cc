package dev.turnpike.bench.system;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Bytes that all threads of another JVM have allocated on its heap since it started, those that
 * have ended among them (HotSpot's {@code com.sun.management.ThreadMXBean}). The JVM is asked by
 * way of its local management agent, which is started for it and stays.
 */
public final class AllocationMeter implements AutoCloseable {
  private static final String TOTAL = "TotalThreadAllocatedBytes";

  private final JMXConnector connector;
  private final MBeanServerConnection jvm;
  private final ObjectName threads;

  private AllocationMeter(JMXConnector connector, ObjectName threads) throws IOException {
    this.connector = connector;
    this.jvm = connector.getMBeanServerConnection();
    this.threads = threads;
  }

  /** Of a JVM of the same user on this machine. */
  @SuppressWarnings("BanJNDI") // The bench has started the JVM that it trusts here.
  public static AllocationMeter of(long pid) throws IOException {
    VirtualMachine machine = attach(pid);
    try {
      JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
      return new AllocationMeter(
          JMXConnectorFactory.connect(address),
          ObjectName.getInstance(ManagementFactory.THREAD_MXBEAN_NAME));
    } catch (JMException e) {
      throw new IllegalStateException("The name of a platform bean is a name", e);
    } finally {
      machine.detach();
    }
  }

  private static VirtualMachine attach(long pid) throws IOException {
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException e) {
      throw new IOException("Process %d is no JVM that can be looked into".formatted(pid), e);
    }
  }

  public long bytes() {
    try {
      return (Long) jvm.getAttribute(threads, TOTAL);
    } catch (JMException e) {
      throw new IllegalStateException("This JVM does not count what it allocates", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
