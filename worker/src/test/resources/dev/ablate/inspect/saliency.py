#!/usr/bin/env python3
"""What PyTorch says of a small network, by hooks, for PyTorchFixtureTest: python3 saliency.py > saliency.txt

Each array is a line: its name, then its numbers. Needs python3-torch 1.13 or later.
"""
import torch
import torch.nn.functional as F

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)

conv1 = torch.nn.Conv2d(3, 4, 3, padding=1)
norm = torch.nn.BatchNorm2d(4, eps=1e-5).eval()
conv2 = torch.nn.Conv2d(4, 5, 3, stride=2)
dense = torch.nn.Linear(5 * 5 * 5, 6)
out = torch.nn.Linear(6, 3)
norm.weight.data = torch.rand(4) + 0.5
norm.bias.data = torch.randn(4) * 0.3
norm.running_mean = torch.randn(4) * 0.2
norm.running_var = torch.rand(4) + 0.5
relus = [torch.nn.ReLU() for _ in range(3)]
pool = torch.nn.MaxPool2d(2)
net = torch.nn.Sequential(
    conv1, relus[0], norm, pool, conv2, relus[1], torch.nn.Flatten(), dense, relus[2], out
).eval()
image = torch.randn(1, 3, 22, 22)
label = 1
REDUCE = 1  # the layer whose maps Grad-CAM adds up: conv2's ReLU


def show(name, tensor):
    print(name, *(format(float(x), '.10g') for x in tensor.detach().flatten()))


def gradient(rule=None):
    """By backward hooks on the ReLUs, as in the papers' code."""
    handles = []
    if rule is not None:
        for relu in relus:
            handles.append(relu.register_full_backward_hook(rule))
    x = image.clone().requires_grad_()
    net(x)[0, label].backward()
    for handle in handles:
        handle.remove()
    return x.grad


def guided(module, grad_in, grad_out):
    return (torch.clamp(grad_in[0], min=0),)


def deconvolution(module, grad_in, grad_out):
    return (torch.clamp(grad_out[0], min=0),)


def grad_cam():
    kept = {}
    handles = [
        relus[1].register_forward_hook(lambda m, i, o: kept.update(maps=o)),
        relus[1].register_full_backward_hook(lambda m, i, o: kept.update(gradient=o[0])),
    ]
    x = image.clone().requires_grad_()
    net(x)[0, label].backward()
    for handle in handles:
        handle.remove()
    weights = kept["gradient"].mean(dim=(2, 3), keepdim=True)
    cam = F.relu((weights * kept["maps"]).sum(dim=1, keepdim=True))
    return F.interpolate(cam, size=image.shape[2:], mode="bilinear", align_corners=False)


def occlusion(size, stride):
    mean = image.mean(dim=(2, 3), keepdim=True)
    last = image.shape[2] - size
    starts = list(range(0, last, stride)) + [last]
    rows = []
    for top in starts:
        for left in starts:
            covered = image.clone()
            covered[:, :, top : top + size, left : left + size] = mean
            rows.append(net(covered).softmax(1)[0, label])
    return torch.stack(rows)


for name, layer in [("conv1", conv1), ("conv2", conv2), ("dense", dense), ("out", out)]:
    show(name + ".weight", layer.weight)
    show(name + ".bias", layer.bias)
show("norm.scale", norm.weight)
show("norm.shift", norm.bias)
show("norm.mean", norm.running_mean)
show("norm.variance", norm.running_var)
show("image", image)
show("scores", net(image))
show("gradient", gradient())
show("guided", gradient(guided))
show("deconvolution", gradient(deconvolution))
show("grad-cam", grad_cam())
show("occlusion", occlusion(6, 5))
