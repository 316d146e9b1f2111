/**
 * A trained network as what it computes, layer by layer: its passes forward and back, and which
 * pixels a unit can see. Plain loops in double precision are the definition; the products may be an
 * engine's, which is fast.
 */
package dev.ablate.inspect.network;
