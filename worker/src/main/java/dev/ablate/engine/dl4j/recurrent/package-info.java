/** LSTM, GRU and simple recurrent layers over the rows of images; the same for every path. */
package dev.ablate.engine.dl4j.recurrent;
