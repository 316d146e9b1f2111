#!/usr/bin/env python3
"""Trains a benchmark's network with PyTorch and prints images per second, of all processes together.

    pytorch.py lenet|conv3bn|six-million|resnet20|resnet18 PIXELS LABELS STEPS [cpu|cuda:0 [PROCESSES
        [train|predict [BATCH]]]]

PIXELS holds the images as bytes, channels first; LABELS a byte each. One thread a process: a process a core, or
several on a GPU, where the pixels lie. All processes begin their timed steps together. What is timed is what a plain
script does: pixels to floats, forward and, in training, backward, Adam.
"""

import multiprocessing
import signal
import sys
import time
from multiprocessing import connection

import torch
from torch import nn

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


class Block(nn.Module):
    def __init__(self, channels, filters, stride):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, filters, 3, stride, 1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(),
            nn.Conv2d(filters, filters, 3, 1, 1, bias=False), nn.BatchNorm2d(filters))
        self.shortcut = nn.Identity()
        if stride != 1 or channels != filters:
            self.shortcut = nn.Sequential(nn.Conv2d(channels, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        return torch.relu(self.layers(x) + self.shortcut(x))


def resnet20():
    layers = [nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    channels = 16
    for filters, stride in ((16, 1), (32, 2), (64, 2)):
        for copy in range(3):
            layers.append(Block(channels, filters, stride if copy == 0 else 1))
            channels = filters
    return (3, 32, 32), nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def resnet18():
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for filters, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        for copy in range(2):
            layers.append(Block(channels, filters, stride if copy == 0 else 1))
            channels = filters
    return (3, 224, 224), nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def run(name, pixels, labels, steps, device, what, batch, ready, rates):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    shape, model = {"lenet": lenet, "conv3bn": conv3bn, "six-million": six_million,
                    "resnet20": resnet20, "resnet18": resnet18}[name]()
    model.to(device)
    wait = torch.cuda.synchronize if device.startswith("cuda") else lambda: None
    with open(labels, "rb") as file:
        y = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).long().to(device)
    with open(pixels, "rb") as file:
        x = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape(-1, *shape).to(device)
    optimizer = torch.optim.Adam(model.parameters())
    loss = nn.CrossEntropyLoss()
    batches = len(y) // batch
    warm_up = min(WARM_UP, steps)
    model.train(what == "train")
    torch.set_grad_enabled(what == "train")
    for step in range(warm_up + steps):
        if step == warm_up:
            wait()
            ready.wait()
            start = time.perf_counter()
        first = step % batches * batch
        images = x[first : first + batch].float() / 255
        if what == "predict":
            torch.softmax(model(images), 1)
            continue
        optimizer.zero_grad(set_to_none=True)
        loss(model(images), y[first : first + batch]).backward()
        optimizer.step()
    wait()
    rates.put(steps * batch / (time.perf_counter() - start))


def main(name, pixels, labels, steps, device="cpu", processes=1, what="train", batch=64):
    # Ended from outside, it ends its processes too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # Forked after the import, which takes longer than the measurement.
    context = multiprocessing.get_context("fork")
    ready, rates = context.Barrier(processes), context.SimpleQueue()
    arguments = (name, pixels, labels, steps, device, what, batch, ready, rates)
    running = [context.Process(target=run, args=arguments, daemon=True) for _ in range(processes)]
    for process in running:
        process.start()
    left = {process.sentinel: process for process in running}
    while left:
        for sentinel in connection.wait(left):
            process = left.pop(sentinel)
            process.join()
            if process.exitcode != 0:
                # The others would wait for it at the barrier.
                sys.exit(1)
    print(sum(rates.get() for _ in running))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), *sys.argv[5:6], *map(int, sys.argv[6:7]),
         *sys.argv[7:8], *map(int, sys.argv[8:9]))
