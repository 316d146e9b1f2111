package dev.ablate.sweep.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's name. */
public final class Hosts {

  private Hosts() {}

  /** The host name, or {@code unknown}. */
  public static String local() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
