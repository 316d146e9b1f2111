package dev.ablate.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a specification record. The component {@code batchSize} is the config
 * key {@code batch-size}; this annotation is the only home of its default.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** The default of a component that has none: the config must give it. */
  String REQUIRED = "\0required";

  /** The default of a component of reference type that may be left out: it is then null. */
  String UNSET = "\0unset";

  /** What it is, with range and unit. */
  String value();

  /**
   * The value where a config leaves it out, in config syntax. Also the neutral value: a component
   * that equals it is left out of the canonical form, so that a knob added later changes no old
   * trial id.
   */
  String fallback() default REQUIRED;

  /** Whether it decides what is trained. Names, cadences and paths do not. */
  boolean identity() default true;
}
