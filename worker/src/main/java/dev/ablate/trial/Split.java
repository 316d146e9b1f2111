package dev.ablate.trial;

/** Which images a measurement was made on. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
