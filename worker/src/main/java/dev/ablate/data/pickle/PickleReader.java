package dev.ablate.data.pickle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads pickles of protocol 2 as Python 2 wrote them: dictionaries, lists, tuples, numbers, strings
 * and NumPy arrays of bytes (the opcodes are those of Python's {@code pickletools}). The three
 * names that an array needs are known here; any other name, and any opcode that such data does not
 * need, is refused, so that a hostile file can build nothing else. No string is copied, and the
 * number of values is bounded.
 *
 * <p>A dictionary becomes a {@code Map} with text for keys, a list or tuple a {@code List}, a
 * number a {@code Long}, a string a {@code ByteBuffer}, an array a {@link ByteArray}.
 */
public final class PickleReader {

  private static final int MOST_VALUES = 2_000_000;
  private static final int PROTOCOL = 2;
  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  private final ByteBuffer in;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private int values;

  private PickleReader(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The dictionary that a pickle holds.
   *
   * @throws PickleException if it holds something else, ends early or is not what is read here
   */
  public static Map<?, ?> dictionary(byte[] pickle) throws PickleException {
    PickleReader reader = new PickleReader(ByteBuffer.wrap(pickle));
    try {
      if (reader.value() instanceof Map<?, ?> dictionary) {
        return dictionary;
      }
    } catch (BufferUnderflowException e) {
      throw new PickleException("ends early");
    }
    throw new PickleException("holds no dictionary");
  }

  private Object value() throws PickleException {
    while (true) {
      int at = in.position();
      int opcode = in.get() & 0xFF;
      if (opcode == '.') {
        return pop();
      }
      if (!number(opcode) && !container(opcode) && !text(opcode) && !object(opcode)) {
        throw new PickleException(
            String.format(
                Locale.ROOT,
                "opcode 0x%02x at byte %d is none that pickled images need",
                opcode,
                at));
      }
    }
  }

  private boolean number(int opcode) throws PickleException {
    switch (opcode) {
      case 0x80 -> {
        int protocol = in.get() & 0xFF;
        if (protocol > PROTOCOL) {
          throw new PickleException(
              "is of protocol " + protocol + ", but only those to 2 are read, as Python 2 wrote");
        }
      }
      case 'K' -> push((long) (in.get() & 0xFF));
      case 'M' -> push((long) (in.getShort() & 0xFFFF));
      case 'J' -> push((long) in.getInt());
      case 0x88 -> push(1L);
      case 0x89 -> push(0L);
      case 'N' -> push(NONE);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int opcode) throws PickleException {
    switch (opcode) {
      case '(' -> push(MARK);
      case ']' -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case ')' -> push(List.of());
      case 0x85 -> push(popped(1));
      case 0x86 -> push(popped(2));
      case 0x87 -> push(popped(3));
      case 't' -> push(sinceMark());
      case 'a' -> extend(popped(1));
      case 'e' -> extend(sinceMark());
      case 's' -> put(popped(2));
      case 'u' -> put(sinceMark());
      case 'q' -> memo.put(in.get() & 0xFF, peek());
      case 'r' -> memo.put(in.getInt(), peek());
      case 'h' -> push(remembered(in.get() & 0xFF));
      case 'j' -> push(remembered(in.getInt()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) throws PickleException {
    switch (opcode) {
      case 'U' -> push(bytes(in.get() & 0xFF));
      case 'T', 'X' -> push(bytes(in.getInt()));
      case 'c' -> push(global(line(), line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean object(int opcode) throws PickleException {
    switch (opcode) {
      case 'R' -> {
        Object arguments = pop();
        push(made(pop(), arguments));
      }
      case 'b' -> {
        Object state = pop();
        built(peek(), state);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What a name stands for; nothing is looked up. */
  private enum Global {
    RECONSTRUCT,
    ARRAY,
    TYPE
  }

  private static Global global(String module, String name) throws PickleException {
    return switch (module + "." + name) {
      case "numpy.core.multiarray._reconstruct" -> Global.RECONSTRUCT;
      case "numpy.ndarray" -> Global.ARRAY;
      case "numpy.dtype" -> Global.TYPE;
      default ->
          throw new PickleException(
              "asks for " + module + "." + name + ", which images do not need; not executed");
    };
  }

  /** An array or a type of values before its state is known. */
  private static final class Unfinished {
    private final Global kind;
    private ByteArray array;

    Unfinished(Global kind) {
      this.kind = kind;
    }
  }

  private static Object made(Object function, Object arguments) throws PickleException {
    List<?> given = arguments instanceof List<?> list ? list : List.of();
    if (function == Global.RECONSTRUCT && !given.isEmpty() && given.get(0) == Global.ARRAY) {
      return new Unfinished(Global.ARRAY);
    }
    if (function == Global.TYPE && !given.isEmpty() && given.get(0) instanceof ByteBuffer name) {
      if (!string(name).equals("u1")) {
        throw new PickleException("holds values of another type than unsigned bytes (u1)");
      }
      return new Unfinished(Global.TYPE);
    }
    throw new PickleException("calls something that is no array's constructor");
  }

  private static void built(Object target, Object state) throws PickleException {
    if (!(target instanceof Unfinished object)) {
      throw new PickleException("gives a state to something that is no array");
    }
    if (object.kind == Global.ARRAY) {
      object.array = array(state);
    }
  }

  /** From (version, shape, type, is column-major, bytes). */
  private static ByteArray array(Object state) throws PickleException {
    if (!(state instanceof List<?> parts)
        || parts.size() != 5
        || !(parts.get(1) instanceof List<?> sizes)
        || !(parts.get(2) instanceof Unfinished type)
        || type.kind != Global.TYPE
        || !Long.valueOf(0).equals(parts.get(3))
        || !(parts.get(4) instanceof ByteBuffer bytes)) {
      throw new PickleException("holds an array that is no row-major one of unsigned bytes");
    }
    List<Long> shape = new ArrayList<>();
    long length = 1;
    for (Object size : sizes) {
      if (!(size instanceof Long number) || number < 0 || number > bytes.remaining()) {
        throw new PickleException("holds an array of implausible sizes");
      }
      shape.add(number);
      length *= number;
      if (length > bytes.remaining()) {
        break;
      }
    }
    if (length != bytes.remaining()) {
      throw new PickleException(
          "holds an array whose sizes do not go with its " + bytes.remaining() + " bytes");
    }
    return new ByteArray(shape, bytes);
  }

  private void push(Object value) throws PickleException {
    if (++values > MOST_VALUES) {
      throw new PickleException("holds more than " + MOST_VALUES + " values");
    }
    stack.push(value);
  }

  private Object pop() throws PickleException {
    if (stack.isEmpty() || stack.peek() == MARK) {
      throw new PickleException("takes a value where there is none");
    }
    return finished(stack.pop());
  }

  private Object peek() throws PickleException {
    if (stack.isEmpty() || stack.peek() == MARK) {
      throw new PickleException("takes a value where there is none");
    }
    return stack.peek();
  }

  private static Object finished(Object value) {
    return value instanceof Unfinished object && object.array != null ? object.array : value;
  }

  private List<Object> popped(int count) throws PickleException {
    List<Object> popped = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      popped.add(0, pop());
    }
    return popped;
  }

  private List<Object> sinceMark() throws PickleException {
    ArrayDeque<Object> since = new ArrayDeque<>();
    while (!stack.isEmpty()) {
      Object value = stack.pop();
      if (value == MARK) {
        return new ArrayList<>(since);
      }
      since.addFirst(finished(value));
    }
    throw new PickleException("ends a list that did not begin");
  }

  @SuppressWarnings("unchecked")
  private void extend(List<Object> added) throws PickleException {
    if (!(peek() instanceof ArrayList<?> list)) {
      throw new PickleException("adds to something that is no list");
    }
    ((List<Object>) list).addAll(added);
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> pairs) throws PickleException {
    if (!(peek() instanceof LinkedHashMap<?, ?> dictionary) || pairs.size() % 2 != 0) {
      throw new PickleException("puts pairs into something that is no dictionary");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!(pairs.get(i) instanceof ByteBuffer key)) {
        throw new PickleException("holds a dictionary with a key that is no text");
      }
      ((Map<Object, Object>) dictionary).put(string(key), pairs.get(i + 1));
    }
  }

  private Object remembered(int key) throws PickleException {
    Object value = memo.get(key);
    if (value == null) {
      throw new PickleException("refers to a value that was not there before");
    }
    return value;
  }

  private ByteBuffer bytes(int length) throws PickleException {
    if (length < 0 || length > in.remaining()) {
      throw new PickleException("ends early");
    }
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int c = in.get(); c != '\n'; c = in.get()) {
      if (line.length() < 100) {
        line.append(c > ' ' && c < 127 ? (char) c : '?');
      }
    }
    return line.toString();
  }

  private static String string(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }
}
