package dev.ablate.sweep.study;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.spec.Names;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How to take a specification record apart and put it together; found by reflection once. */
public final class RecordType {
  private static final Map<Class<?>, RecordType> KNOWN = new ConcurrentHashMap<>();

  private final Class<?> type;
  private final List<Component> components;
  private final MethodHandle constructor;

  /**
   * One component.
   *
   * @param key its config key
   * @param type what it holds
   * @param setting its description and default
   */
  public record Component(String key, Type type, Setting setting, MethodHandle accessor) {}

  private RecordType(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    try {
      // Records of a parser are its package's own.
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      Class<?>[] parameters =
          Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asSpreader(Object[].class, parameters.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      Component[] found = new Component[declared.length];
      for (int i = 0; i < declared.length; i++) {
        found[i] =
            new Component(
                Names.kebab(declared[i].getName()),
                declared[i].getGenericType(),
                declared[i].getAnnotation(Setting.class),
                lookup
                    .unreflect(declared[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class)));
      }
      components = List.of(found);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot use " + type, e);
    }
    this.type = type;
  }

  /** That of a record class; {@link Setting} marks the components that are config keys. */
  public static RecordType of(Class<?> type) {
    RecordType known = KNOWN.get(type);
    return known == null ? KNOWN.computeIfAbsent(type, RecordType::new) : known;
  }

  /** The value of the {@code type} key that stands for this record, if it is a case of several. */
  public Optional<String> tag() {
    return Optional.ofNullable(type.getAnnotation(Tag.class)).map(Tag::value);
  }

  /** Whether its components are config keys; a value type is written as one text instead. */
  public boolean isSpecification() {
    return components.stream().allMatch(component -> component.setting() != null);
  }

  /** Its components, in order. */
  public List<Component> components() {
    return components;
  }

  /** Their config keys. */
  public List<String> keys() {
    return components.stream().map(Component::key).toList();
  }

  /** The index of a config key, -1 if there is no such component. */
  public int indexOf(String key) {
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** One component of a record of this type. */
  public Object get(Object specification, int index) {
    try {
      return (Object) components.get(index).accessor().invokeExact(specification);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** All components, in order. */
  public Object[] disassemble(Object specification) {
    Object[] values = new Object[components.size()];
    Arrays.setAll(values, i -> get(specification, i));
    return values;
  }

  /**
   * Calls the canonical constructor.
   *
   * @throws InvalidSpecException if the values break the record's rules
   */
  public Object assemble(Object[] values) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
