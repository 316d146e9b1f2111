package dev.ablate.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a part of a data set is for, and how people call it. */
enum Role {
  TRAIN("train training"),
  VALIDATION("val valid validation dev"),
  TEST("test testing");

  private final String names;

  Role(String names) {
    this.names = names;
  }

  /** The one of that name, in any case. */
  static Optional<Role> named(String name) {
    return Stream.of(values())
        .filter(role -> List.of(role.names.split(" ")).contains(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
