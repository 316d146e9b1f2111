/** Numbers that describe filters, units, predictions and layers; no network needed. */
package dev.ablate.inspect.measure;
