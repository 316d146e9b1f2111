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
            draw(tensor.data, 2 * position + kind, 0.2 if kind == 0 else 0.02)
    return model


class Recurrent(nn.Module):
    """Two recurrent layers over an image's rows, and a product of the last state.

    PyTorch has two biases a gate, of which training moves both; the second only counts where it
    stands inside the GRU's reset. Elsewhere it stays at zero here, as the engine has none.
    """

    def __init__(self, kind, units=12):
        super().__init__()
        self.cells = getattr(nn, kind)(28, units, num_layers=2, batch_first=True).double()
        self.output = nn.Linear(units, 10).double()
        for layer in range(2):
            row = getattr(self.cells, f"weight_ih_l{layer}")
            state = getattr(self.cells, f"weight_hh_l{layer}")
            bias = getattr(self.cells, f"bias_ih_l{layer}")
            inner = getattr(self.cells, f"bias_hh_l{layer}")
            inner.data.zero_()
            if kind == "GRU":
                # The engine's vector of biases: three gates, then the candidate's inner one.
                both = torch.zeros(4 * units, dtype=torch.float64)
                draw(both, 3 * layer + 2, 0.02)
                bias.data.copy_(both[: 3 * units])
                inner.data[2 * units :] = both[3 * units :]
                keep = torch.zeros_like(inner.data)
                keep[2 * units :] = 1
                inner.register_hook(lambda gradient, keep=keep: gradient * keep)
            else:
                draw(bias.data, 3 * layer + 2, 0.02)
                inner.requires_grad = False
            draw(row.data, 3 * layer, 0.2)
            draw(state.data, 3 * layer + 1, 0.2)
        draw(self.output.weight.data, 6, 0.2)
        draw(self.output.bias.data, 8, 0.02)

    def forward(self, x):
        states, _ = self.cells(x[:, 0])
        return self.output(states[:, -1])


def draw(tensor, number, scale):
    index = torch.arange(tensor.numel(), dtype=torch.int64)
    drawn = (index * 7919 + number * 104729) % 10007
    tensor.copy_(((drawn.double() / 10007 - 0.5) * scale).reshape(tensor.shape))


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


def trainings():
    for name, make in OPTIMIZERS.items():
        model = network("average" if "average" in name else "max")
        yield name, model, make(model)
    for kind in ("LSTM", "GRU", "RNN"):
        model = Recurrent(kind)
        trained = [p for p in model.parameters() if p.requires_grad]
        yield "adam-" + kind.lower(), model, torch.optim.Adam(trained, lr=5e-3)


def main():
    torch.set_num_threads(1)
    x, y = images()
    for name, model, optimizer in trainings():
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
