package dev.ablate.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Opens what may be compressed; its first bytes say it, not its name. */
final class Compression {

  private static final int BUFFER = 1 << 16;

  private Compression() {}

  /**
   * The plain content.
   *
   * @param packed its first element is set to whether there was something to unpack
   */
  static InputStream open(InputStream raw, boolean[] packed) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(2);
    packed[0] = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return packed[0] ? new GZIPInputStream(in, BUFFER) : in;
  }
}
