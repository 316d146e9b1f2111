#!/usr/bin/env python3
"""Trains a benchmark's network with PyTorch and prints images per second.

    pytorch.py lenet|conv3bn|six-million PIXELS LABELS STEPS [cpu|cuda:0]

PIXELS holds the images as bytes, channels first; LABELS a byte each. One thread; run one process a
core, or several on a GPU, where the pixels lie. What is timed is what a plain training script does: pixels to floats, forward, backward, Adam.
"""

import sys
import time

import torch
from torch import nn

BATCH = 64
WARM_UP = 10


def lenet():
    return (1, 28, 28), nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10))


def conv3bn():
    layers = []
    for channels, filters in ((3, 64), (64, 128), (128, 256)):
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                   nn.BatchNorm2d(filters)]
    layers += [nn.Flatten(), nn.Linear(4096, 64), nn.ReLU(), nn.Linear(64, 10)]
    return (3, 32, 32), nn.Sequential(*layers)


def six_million():
    layers = []
    for channels, filters in ((3, 64), (64, 128), (128, 256), (256, 512)):
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    layers += [nn.Flatten(), nn.Linear(2048, 2160), nn.ReLU(), nn.Linear(2160, 10)]
    return (3, 32, 32), nn.Sequential(*layers)


def main(name, pixels, labels, steps, device="cpu"):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    shape, model = {"lenet": lenet, "conv3bn": conv3bn, "six-million": six_million}[name]()
    model.to(device)
    wait = torch.cuda.synchronize if device.startswith("cuda") else lambda: None
    with open(labels, "rb") as file:
        y = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).long().to(device)
    with open(pixels, "rb") as file:
        x = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape(-1, *shape).to(device)
    optimizer = torch.optim.Adam(model.parameters())
    loss = nn.CrossEntropyLoss()
    batches = len(y) // BATCH
    for step in range(WARM_UP + steps):
        if step == WARM_UP:
            wait()
            start = time.perf_counter()
        first = step % batches * BATCH
        images = x[first : first + BATCH].float() / 255
        optimizer.zero_grad(set_to_none=True)
        loss(model(images), y[first : first + BATCH]).backward()
        optimizer.step()
    wait()
    print(steps * BATCH / (time.perf_counter() - start))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), *sys.argv[5:])
