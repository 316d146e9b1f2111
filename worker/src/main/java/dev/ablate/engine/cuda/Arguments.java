package dev.ablate.engine.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.ablate.model.Shape;
import dev.ablate.model.Window;
import java.util.ArrayList;
import java.util.List;

/** A kernel's arguments as CUDA takes them: a pointer to each, in the order of the parameters. */
final class Arguments {

  private static final int CAPACITY = 512;

  private final Memory values = new Memory(CAPACITY);
  private final List<Integer> starts = new ArrayList<>();
  private int end;
  private Memory pointers;

  /** An address; 0 is C's null. */
  Arguments address(long address) {
    begin();
    return addLong(address);
  }

  Arguments number(int number) {
    begin();
    return addInt(number);
  }

  Arguments number(float number) {
    begin();
    values.setFloat(end, number);
    end += Float.BYTES;
    return this;
  }

  Arguments flag(boolean flag) {
    return number(flag ? 1 : 0);
  }

  /** The structure {@code Window}. */
  Arguments window(Window tall, Window wide, Shape in, Shape out) {
    begin();
    return addInt(in.channels())
        .addInt(in.height())
        .addInt(in.width())
        .addInt(out.height())
        .addInt(out.width())
        .addInt(tall.size())
        .addInt(wide.size())
        .addInt(tall.stride())
        .addInt(tall.before(in.height()))
        .addInt(wide.before(in.width()));
  }

  /** The structure {@code Ending}. */
  Arguments ending(long out, long bias, long relu, boolean rectifies, int parts) {
    begin();
    return addLong(out).addLong(bias).addLong(relu).addInt(rectifies ? 1 : 0).addInt(parts);
  }

  /** The array of pointers. Good for as long as this object is. */
  Pointer pointers() {
    if (pointers == null) {
      pointers = new Memory((long) starts.size() * Native.POINTER_SIZE);
      for (int i = 0; i < starts.size(); i++) {
        pointers.setPointer((long) i * Native.POINTER_SIZE, values.share(starts.get(i)));
      }
    }
    return pointers;
  }

  private void begin() {
    end = (end + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    starts.add(end);
  }

  private Arguments addLong(long number) {
    values.setLong(end, number);
    end += Long.BYTES;
    return this;
  }

  private Arguments addInt(int number) {
    values.setInt(end, number);
    end += Integer.BYTES;
    return this;
  }
}
