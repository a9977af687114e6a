package tracewright;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs tlc2.TLC in a JVM that opens no port. TLC's fingerprint set is an RMI object for the distributed TLC, so every
 * TLC listens on a TCP port; the thread that listens sits in a system call, and a JVM that exits waits 300 ms for such
 * threads. Here that thread waits inside the JVM instead. TLC itself is not changed.
 */
final class TlcLauncher extends RMISocketFactory {
  public static void main(String[] arguments) throws Exception {
    RMISocketFactory.setSocketFactory(new TlcLauncher());
    tlc2.TLC.main(arguments);
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return new DeafSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("this TLC opens no connections");
  }

  private static final class DeafSocket extends ServerSocket {
    DeafSocket() throws IOException {}

    @Override
    public int getLocalPort() {
      return 1; // 0 would say that there is no port yet.
    }

    @Override
    public Socket accept() {
      while (true) LockSupport.park();
    }
  }
}
