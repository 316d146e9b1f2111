#!/usr/bin/python3
"""Makes the fixtures of TorchvisionAgreementIT with torchvision's own ResNet-18 and MobileNetV2.

Needs python3-torchvision (torch 1.13). Weights and images are a formula's, so that none need be kept:

    /usr/bin/python3 make-torchvision.py resnet18 ../test/resources/dev/ablate/sweep/config
    /usr/bin/python3 make-torchvision.py mobilenet_v2 ../test/resources/dev/ablate/sweep/config
"""
import gzip
import struct
import sys

import numpy as np
import torch
import torchvision

CLASSES = 1000
# Images, their side, steps, rate: at larger ones single precision alone strays by more than 1e-3 from double.
EXTENTS = {"resnet18": (32, 224, 20, 1e-4), "mobilenet_v2": (4, 96, 5, 1e-5)}
BATCH, TRAINED, STEP_SIDE, MOMENTUM = 8, 16, 64, 0.9
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def draws(number, count):
    """Numbers of [0, 1) with 24 bits: the finaliser of SplitMix64 over (number, index)."""
    with np.errstate(over="ignore"):
        z = (np.uint64(number) << np.uint64(40)) + np.arange(1, count + 1, dtype=np.uint64)
        z = z * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / (1 << 24)


def weights(name, shape, number):
    count = int(np.prod(shape))
    drawn = draws(number, count)
    if len(shape) > 1:
        fan_in = count // shape[0]
        drawn = (2 * drawn - 1) * np.sqrt(6 / fan_in)
    elif name.endswith("running_var"):
        drawn = 1 + drawn
    elif name.endswith("weight"):
        drawn = 0.4 + 0.5 * drawn
    else:
        drawn = 0.2 * drawn - 0.1
    return torch.tensor(drawn.astype(np.float32).reshape(shape))


def images(number, count, side):
    pixels = np.floor(draws(number, count * 3 * side * side) * 256).astype(np.float32)
    pixels = pixels.reshape(count, 3, side, side) / np.float32(255)
    mean = np.array(MEAN, dtype=np.float32).reshape(1, 3, 1, 1)
    deviation = np.array(DEVIATION, dtype=np.float32).reshape(1, 3, 1, 1)
    return torch.tensor((pixels - mean) / deviation)


def main(network, folder):
    torch.set_num_threads(1)
    count, side, steps, rate = EXTENTS[network]
    model = getattr(torchvision.models, network)(num_classes=CLASSES)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            # Its draws are nobody else's.
            module.p = 0
    names = []
    state = {}
    for number, (name, tensor) in enumerate(model.state_dict().items()):
        if name.endswith("num_batches_tracked"):
            state[name] = tensor
            continue
        names.append((name, number, list(tensor.shape)))
        state[name] = weights(name, list(tensor.shape), number)
    model.load_state_dict(state)
    model.eval()
    with torch.no_grad():
        logits = model(images(1000, count, side)).numpy()
    losses = []
    model.double().train()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=MOMENTUM)
    trained = images(2000, TRAINED, STEP_SIDE).double()
    labels = torch.tensor([37 * i % 256 for i in range(TRAINED)])
    for step in range(steps):
        batch = slice(step * BATCH % TRAINED, step * BATCH % TRAINED + BATCH)
        loss = torch.nn.functional.cross_entropy(model(trained[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with open(folder + "/torchvision-" + network + ".tsv", "w") as out:
        for name, number, shape in names:
            out.write("\t".join([name, str(number)] + [str(side) for side in shape]) + "\n")
        out.write("\t".join(["losses"] + ["%.9g" % loss for loss in losses]) + "\n")
    with open(folder + "/torchvision-" + network + "-logits.gz", "wb") as raw:
        with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as out:
            out.write(struct.pack(">%df" % logits.size, *logits.flatten()))
    print("logits", logits.min(), logits.max(), logits.std(axis=1).mean(), "losses", losses)


main(sys.argv[1], sys.argv[2])
