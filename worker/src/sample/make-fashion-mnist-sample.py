#!/usr/bin/env python3
"""Cuts the embedded sample from Fashion-MNIST: the first 600 training and 100 test images of each
class, in file order.

    make-fashion-mnist-sample.py /usr/share/datasets/fashion-mnist \
        worker/src/main/resources/dev/ablate/data/fashion-mnist-sample
"""

import gzip
import pathlib
import struct
import sys

SIZE = 28 * 28


def cut(source, target, prefix, per_class):
    images = gzip.decompress((source / f"{prefix}-images-idx3-ubyte.gz").read_bytes())
    labels = gzip.decompress((source / f"{prefix}-labels-idx1-ubyte.gz").read_bytes())
    assert struct.unpack(">4i", images[:16])[0] == 0x803 and struct.unpack(">2i", labels[:8])[0] == 0x801
    taken = [0] * 10
    chosen = []
    for position, label in enumerate(labels[8:]):
        if taken[label] < per_class:
            taken[label] += 1
            chosen.append(position)
    assert taken == [per_class] * 10
    pixels = b"".join(images[16 + i * SIZE : 16 + (i + 1) * SIZE] for i in chosen)
    write(target / f"{prefix}-images-idx3-ubyte.gz", struct.pack(">4i", 0x803, len(chosen), 28, 28) + pixels)
    write(
        target / f"{prefix}-labels-idx1-ubyte.gz",
        struct.pack(">2i", 0x801, len(chosen)) + bytes(labels[8 + i] for i in chosen),
    )


def write(path, content):
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


if __name__ == "__main__":
    folder, output = map(pathlib.Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    cut(folder, output, "train", 600)
    cut(folder, output, "t10k", 100)
