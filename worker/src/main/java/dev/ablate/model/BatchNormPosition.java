package dev.ablate.model;

/** Where batch norm stands to the activation. */
public enum BatchNormPosition {
  BEFORE,
  AFTER
}
