"""Writes small pickles byte for byte as Python 2's cPickle wrote those of CIFAR's Python version.

Run it as: python3 cifar_pickles.py ../resources/dev/ablate/data
Python 3 writes other opcodes even in protocol 2, so that the opcodes are written here one by one,
in the order in which cPickle puts them; Python's own pickle module reads the result, as a check.
Needs NumPy for that check.
"""

import pickle
import struct
import sys
from pathlib import Path


class Writer:
    def __init__(self):
        self.out = bytearray(b"\x80\x02")
        self.memo = 0

    def remember(self):
        if self.memo < 256:
            self.out += b"q" + bytes([self.memo])
        else:
            self.out += b"r" + struct.pack("<I", self.memo)
        self.memo += 1

    def text(self, value, remembered=True):
        if len(value) < 256:
            self.out += b"U" + bytes([len(value)]) + value
        else:
            self.out += b"T" + struct.pack("<i", len(value)) + value
        if remembered:
            self.remember()

    def number(self, value):
        if value < 256:
            self.out += b"K" + bytes([value])
        elif value < 65536:
            self.out += b"M" + struct.pack("<H", value)
        else:
            self.out += b"J" + struct.pack("<i", value)

    def list(self, values, write):
        """In runs of 1,000, as cPickle appends them."""
        self.out += b"]"
        self.remember()
        for first in range(0, len(values), 1000):
            self.out += b"("
            for value in values[first : first + 1000]:
                write(value)
            self.out += b"e"

    def array(self, rows, columns, values):
        self.out += b"cnumpy.core.multiarray\n_reconstruct\n"
        self.remember()
        self.out += b"cnumpy\nndarray\n"
        self.remember()
        self.out += b"K\x00\x85"
        self.remember()
        self.text(b"b")
        self.out += b"\x87"
        self.remember()
        self.out += b"R"
        self.remember()
        self.out += b"(K\x01"
        self.number(rows)
        self.number(columns)
        self.out += b"\x86"
        self.remember()
        self.out += b"cnumpy\ndtype\n"
        self.remember()
        self.text(b"u1")
        self.out += b"K\x00K\x01\x87"
        self.remember()
        self.out += b"R"
        self.remember()
        self.out += b"(K\x03"
        self.text(b"|")
        self.out += b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00t"
        self.remember()
        self.out += b"b\x89"
        self.text(values)
        self.out += b"t"
        self.remember()
        self.out += b"b"

    def batch(self, label, labels, values, names):
        count = len(names)
        self.out += b"}"
        self.remember()
        self.out += b"("
        self.text(b"batch_label")
        self.text(label)
        for key, given in labels:
            self.text(key)
            self.list(given, self.number)
        self.text(b"data")
        self.array(count, 3072, values)
        self.text(b"filenames")
        self.list(names, self.text)
        self.out += b"u."
        return bytes(self.out)


def pixels(count, seed):
    """Bytes that the tests make again: a linear congruential generator's."""
    state = seed
    values = bytearray()
    for _ in range(count * 3072):
        state = (state * 1103515245 + 12345) % 2**31
        values.append(state >> 16 & 0xFF)
    return bytes(values)


def write(path, label, labels, seed):
    count = len(labels[0][1])
    names = [b"leptodactylus_pentadactylus_s_%06d.png" % i for i in range(count)]
    values = pixels(count, seed)
    content = Writer().batch(label, labels, values, names)
    read = pickle.loads(content, encoding="bytes")
    assert read[b"data"].shape == (count, 3072) and read[b"data"].tobytes() == values
    for key, given in labels:
        assert read[key] == given
    assert read[b"filenames"] == names
    path.write_bytes(content)


def main():
    folder = Path(sys.argv[1])
    write(folder / "cifar-10.pickle", b"training batch 1 of 5", [(b"labels", [6, 9])], 1)
    write(
        folder / "cifar-100.pickle",
        b"testing batch 1 of 1",
        [(b"fine_labels", [49, 99]), (b"coarse_labels", [10, 13])],
        2,
    )


if __name__ == "__main__":
    main()
