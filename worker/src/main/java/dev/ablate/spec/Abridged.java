package dev.ablate.spec;

/** A record whose components are identity only while others have certain values. */
public interface Abridged {

  /** Whether {@link CanonicalJson} leaves a component out, besides what {@link Setting} says. */
  boolean leavesOut(String component);
}
