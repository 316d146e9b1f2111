package dev.ablate.sweep.execution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Opens to Spark and ND4J what they reflect into, where the JVM was started without Spark's {@code
 * --add-opens}. Spark gives them to every JVM that it starts but one: the driver that a standalone
 * worker starts in cluster mode, which would die of an {@code IllegalAccessError} in {@code
 * sun.nio.ch}. A manifest's {@code Add-Opens} counts for {@code java -jar} alone, and a second JVM
 * would need the driver's memory twice.
 */
final class JavaModules {

  private static final Pattern OPTION = Pattern.compile("--add-opens=java\\.base/([^=\\s]+)=");

  private JavaModules() {}

  /**
   * Opens every package that Spark's own options name and that is not open yet.
   *
   * @throws SweepException if this Java does not let it, with the option to give instead
   */
  static void open() {
    Module base = Object.class.getModule();
    String[] closed =
        OPTION
            .matcher(JavaModuleOptions.defaultModuleOptions())
            .results()
            .map(option -> option.group(1))
            .filter(name -> base.getPackages().contains(name))
            .filter(name -> !base.isOpen(name, JavaModules.class.getModule()))
            .toArray(String[]::new);
    if (closed.length == 0) {
      return;
    }
    try {
      MethodHandle opens =
          trusted()
              .findVirtual(
                  Module.class,
                  "implAddOpensToAllUnnamed",
                  MethodType.methodType(void.class, String.class));
      for (String name : closed) {
        opens.invoke(base, name);
      }
    } catch (Throwable e) {
      throw new SweepException(
          "this Java does not let Spark into java.base ("
              + e
              + "): give spark-submit --conf \"spark.driver.extraJavaOptions="
              + JavaModuleOptions.defaultModuleOptions()
              + "\"",
          e);
    }
  }

  /** The JDK's own lookup, by the one class that is open to everybody: sun.misc.Unsafe. */
  private static Lookup trusted() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field single = type.getDeclaredField("theUnsafe");
    single.setAccessible(true);
    Object unsafe = single.get(null);
    Field lookup = Lookup.class.getDeclaredField("IMPL_LOOKUP");
    Object base = type.getMethod("staticFieldBase", Field.class).invoke(unsafe, lookup);
    Object offset = type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, lookup);
    return (Lookup)
        type.getMethod("getObject", Object.class, long.class).invoke(unsafe, base, offset);
  }
}
