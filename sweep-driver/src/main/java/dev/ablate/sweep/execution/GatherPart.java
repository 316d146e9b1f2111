package dev.ablate.sweep.execution;

import java.io.Serializable;

/**
 * What a worker of a refit brings to a gathering, or asks again for.
 *
 * @param attempt from 0: where one worker is lost, all begin again
 * @param round number of the gathering, from 0
 * @param rank of the worker
 * @param bytes its message; null if it was brought before
 */
@SuppressWarnings("ArrayRecordComponent")
record GatherPart(int attempt, int round, int rank, byte[] bytes) implements Serializable {}
