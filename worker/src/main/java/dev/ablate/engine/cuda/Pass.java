package dev.ablate.engine.cuda;

/**
 * One way through the layers.
 *
 * @param stream that is asked to do it
 * @param count images
 * @param training whether dropout draws and batch norm reads the batch
 */
record Pass(DeviceStream stream, int count, boolean training) {}
