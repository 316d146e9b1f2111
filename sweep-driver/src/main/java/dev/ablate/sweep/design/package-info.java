/** From axes to design points: which combinations are asked, in a fixed order, one at a time. */
package dev.ablate.sweep.design;
