/** Named arrays in other programs' files: what people call weights. */
package dev.ablate.tensor;
