"""Writes the same weights in each layout of Keras' files, and what the network predicts by NumPy alone.

Layouts: Keras 2 save_weights, Keras 2 save (a whole model), Keras 3 save_weights; by h5py as keras/saving writes them.
The network: convolution of 4 filters, 3 x 3, same; batch norm; ReLU; maximum of 2 x 2; flatten; products of 6 and 3.
Images are channels last, as Keras has them; pixel (y, x, c) of image i has (37 i + 11 y + 29 x + 101 c + y x) mod 256.
"""
import h5py
import numpy as np

rng = np.random.default_rng(5)
draw = lambda *shape: rng.normal(0, 0.3, shape).astype("float32")
layers = {
    "conv2d": [("kernel", draw(3, 3, 2, 4)), ("bias", draw(4))],
    "batch_normalization": [
        ("gamma", 1 + draw(4)), ("beta", draw(4)), ("moving_mean", draw(4)), ("moving_variance", 1 + draw(4) ** 2)],
    "dense": [("kernel", draw(4 * 4 * 4, 6)), ("bias", draw(6))],
    "dense_1": [("kernel", draw(6, 3)), ("bias", draw(3))],
}


def keras_2(group):
    group.attrs["layer_names"] = [name.encode() for name in ["input_1", *layers]]
    group.attrs["backend"] = b"tensorflow"
    group.attrs["keras_version"] = b"2.11.0"
    group.create_group("input_1").attrs["weight_names"] = np.zeros((0,))
    for layer, arrays in layers.items():
        inner = group.create_group(layer)
        inner.attrs["weight_names"] = [f"{layer}/{name}:0".encode() for name, _ in arrays]
        for name, array in arrays:
            inner.create_dataset(f"{layer}/{name}:0", data=array)


with h5py.File("keras-2.h5", "w") as file:
    keras_2(file)
with h5py.File("keras-2-model.h5", "w") as file:
    file.attrs["model_config"] = '{"class_name": "Sequential", "config": {"data_format": "channels_last"}}'
    keras_2(file.create_group("model_weights"))
    file.create_dataset("optimizer_weights/Adam/conv2d/kernel/m:0", data=draw(3, 3, 2, 4))
with h5py.File("keras-3.weights.h5", "w") as file:
    for layer, arrays in layers.items():
        for place, (_, array) in enumerate(arrays):
            file.create_dataset(f"layers/{layer}/vars/{place}", data=array)
    file.create_dataset("layers/dropout/seed_generator/vars/0", data=np.zeros(2, "uint32"))
    file.create_dataset("optimizer/vars/0", data=np.int64(3))

weights = {layer: [array.astype("float64") for _, array in arrays] for layer, arrays in layers.items()}
with open("keras-predictions.txt", "w") as out:
    for i in range(8):
        y, x, c = np.indices((8, 8, 2))
        image = (37 * i + 11 * y + 29 * x + 101 * c + y * x) % 256 / 255
        kernel, bias = weights["conv2d"]
        padded = np.pad(image, ((1, 1), (1, 1), (0, 0)))
        maps = np.array([[np.einsum("hwi,hwio->o", padded[r:r + 3, s:s + 3], kernel) + bias for s in range(8)] for r in range(8)])
        gamma, beta, mean, variance = weights["batch_normalization"]
        maps = np.maximum(gamma * (maps - mean) / np.sqrt(variance + 1e-5) + beta, 0)
        maps = maps.reshape(4, 2, 4, 2, 4).max(axis=(1, 3))
        hidden = np.maximum(maps.reshape(-1) @ weights["dense"][0] + weights["dense"][1], 0)
        scores = np.exp(hidden @ weights["dense_1"][0] + weights["dense_1"][1])
        out.write(" ".join(f"{p:.8f}" for p in scores / scores.sum()) + "\n")
