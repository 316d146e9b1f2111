package dev.ablate.data;

import java.nio.MappedByteBuffer;
import java.util.List;

/**
 * In a mapped file.
 *
 * @param segments one after the other, each but the last of one length
 * @param segmentBytes that length; a whole number of images
 * @param size bytes of all
 */
record MappedPixels(List<MappedByteBuffer> segments, int segmentBytes, long size)
    implements Pixels {

  MappedPixels {
    segments = List.copyOf(segments);
  }

  @Override
  public void read(long offset, byte[] target, int length) {
    int segment = Math.toIntExact(offset / segmentBytes);
    segments.get(segment).get((int) (offset % segmentBytes), target, 0, length);
  }

  @Override
  public byte[] array() {
    byte[] all = Pixels.room(size);
    int at = 0;
    for (MappedByteBuffer segment : segments) {
      segment.get(0, all, at, segment.capacity());
      at += segment.capacity();
    }
    return all;
  }
}
