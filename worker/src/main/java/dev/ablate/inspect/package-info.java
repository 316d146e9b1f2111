/**
 * What a trained network looks at: filters, feature maps, what excites units, what predictions
 * depend on, what is lost without a unit. Arrays and records; nothing is drawn here.
 */
package dev.ablate.inspect;
