#!/usr/bin/env python3
"""Makes the fixture pytorch-losses.tsv: what PyTorch computes for PyTorchAgreementIT.

Needs PyTorch 1.13 (Debian 12: python3-torch) and nothing else. Run it in worker/:

    src/reference/make-pytorch-losses.py > src/test/resources/dev/ablate/engine/dl4j/pytorch-losses.tsv

Each line is one training in double precision: name, then the loss of each of 50 steps' batches
before the step. Images are the embedded Fashion-MNIST sample's test images, initial weights a
formula that both sides know.
"""

import gzip

import torch
from torch import nn

SAMPLE = "src/main/resources/dev/ablate/data/fashion-mnist-sample/"
STEPS = 50
BATCH = 16
IMAGES = 320


def images():
    with gzip.open(SAMPLE + "t10k-images-idx3-ubyte.gz") as file:
        pixels = torch.frombuffer(bytearray(file.read()[16:]), dtype=torch.uint8)
    with gzip.open(SAMPLE + "t10k-labels-idx1-ubyte.gz") as file:
        labels = torch.frombuffer(bytearray(file.read()[8:]), dtype=torch.uint8)
    # Normalised in single precision, as every path of the engine gets its images.
    scaled = (pixels.double() / 255).float().double()
    return scaled.reshape(-1, 1, 28, 28)[:IMAGES], labels.long()[:IMAGES]


def network(pooling):
    layers = [
        nn.Conv2d(1, 6, 5, stride=2, padding=1),
        nn.BatchNorm2d(6),
        nn.ReLU(),
        nn.MaxPool2d(2) if pooling == "max" else nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(216, 20),
        nn.ReLU(),
        nn.Linear(20, 10),
    ]
    model = nn.Sequential(*layers).double()
    # The positions of these layers in the engine's network: it flattens within its dense layer.
    for layer, position in ((layers[0], 0), (layers[5], 4), (layers[7], 6)):
        for tensor, kind in ((layer.weight, 0), (layer.bias, 1)):
            index = torch.arange(tensor.numel(), dtype=torch.int64)
            drawn = (index * 7919 + (2 * position + kind) * 104729) % 10007
            values = (drawn.double() / 10007 - 0.5) * (0.2 if kind == 0 else 0.02)
            tensor.data = values.reshape(tensor.shape)
    return model


class RmsProp:
    """TensorFlow's definition: epsilon inside the root, the rate inside the velocity."""

    def __init__(self, parameters, lr, rho=0.9, momentum=0.0, eps=1e-7):
        self.parameters = list(parameters)
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.square = [torch.zeros_like(p) for p in self.parameters]
        self.velocity = [torch.zeros_like(p) for p in self.parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    @torch.no_grad()
    def step(self):
        for p, square, velocity in zip(self.parameters, self.square, self.velocity):
            square.mul_(self.rho).add_((1 - self.rho) * p.grad * p.grad)
            velocity.mul_(self.momentum).add_(self.lr * p.grad / torch.sqrt(square + self.eps))
            p.sub_(velocity)


def decayed(model, decay):
    """Weights of convolutions and products decay; biases and batch norm do not."""
    weights = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() == 1]
    return [{"params": weights, "weight_decay": decay}, {"params": others, "weight_decay": 0}]


OPTIMIZERS = {
    "sgd": lambda m: torch.optim.SGD(m.parameters(), lr=0.05),
    "momentum": lambda m: torch.optim.SGD(m.parameters(), lr=0.01, momentum=0.9),
    "nesterov": lambda m: torch.optim.SGD(m.parameters(), lr=0.01, momentum=0.9, nesterov=True),
    "adam": lambda m: torch.optim.Adam(m.parameters(), lr=1e-3),
    "adamw": lambda m: torch.optim.AdamW(decayed(m, 0.1), lr=1e-3),
    "amsgrad": lambda m: torch.optim.Adam(m.parameters(), lr=1e-3, amsgrad=True),
    "adamax": lambda m: torch.optim.Adamax(m.parameters(), lr=2e-3),
    # PyTorch 1.13's plain loop multiplies the momentum's product by it twice; this one does not.
    "nadam": lambda m: torch.optim.NAdam(m.parameters(), lr=1e-3, foreach=True),
    "rmsprop": lambda m: RmsProp(m.parameters(), lr=1e-3),
    "rmsprop-momentum": lambda m: RmsProp(m.parameters(), lr=1e-4, momentum=0.75),
    "adagrad": lambda m: torch.optim.Adagrad(m.parameters(), lr=1e-2),
    "adadelta": lambda m: torch.optim.Adadelta(m.parameters(), lr=1.0),
    "adam-l2": lambda m: torch.optim.Adam(decayed(m, 0.1), lr=1e-3),
    "sgd-average-pooling": lambda m: torch.optim.SGD(m.parameters(), lr=0.05),
}


def main():
    torch.set_num_threads(1)
    x, y = images()
    for name, make in OPTIMIZERS.items():
        model = network("average" if "average" in name else "max")
        optimizer = make(model)
        losses = []
        for step in range(STEPS):
            first = step * BATCH % IMAGES
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(
                model(x[first : first + BATCH]), y[first : first + BATCH])
            loss.backward()
            losses.append(repr(loss.item()))
            optimizer.step()
        print("\t".join([name] + losses))


if __name__ == "__main__":
    main()
