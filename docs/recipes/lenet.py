"""Trains the LeNet-5 of `powermeter run -- sgd` by PyTorch, with the same images, sizes, rates and phases.

usage: lenet.py FOLDER [EPOCHS [IMAGES]], with FOLDER of the four MNIST files (.gz) and IMAGES to use fewer of them
"""

import contextlib
import gzip
import json
import os
import sys
import time

import torch
from torch import nn


def tell(**line):
    if "POWERMETER_EVENTS" in os.environ:
        with open(os.environ["POWERMETER_EVENTS"], "a") as events:
            events.write(json.dumps({"t": time.monotonic_ns(), **line}) + "\n")


@contextlib.contextmanager
def phase(name):
    tell(phase=name, event="begin")
    try:
        yield
    finally:
        tell(phase=name, event="end")


def read(name, header):
    with gzip.open(f"{folder}/{name}.gz") as file:
        return torch.frombuffer(bytearray(file.read()[header:]), dtype=torch.uint8)


def load(kind):
    images = read(f"{kind}-images-idx3-ubyte", 16).reshape(-1, 1, 28, 28).float() / 255
    return images[:limit], read(f"{kind}-labels-idx1-ubyte", 8).long()[:limit]


folder = sys.argv[1]
epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
limit = int(sys.argv[3]) if len(sys.argv) > 3 else None
torch.manual_seed(1)
torch.set_num_threads(1)

with phase("load"):
    images, labels = load("train")
    test_images, test_labels = load("t10k")

model = nn.Sequential(
    nn.Conv2d(1, 20, 5), nn.MaxPool2d(2), nn.ReLU(),
    nn.Conv2d(20, 50, 5), nn.MaxPool2d(2), nn.ReLU(),
    nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10),
)
optimizer = torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9)

for epoch in range(epochs):
    with phase("train"):
        total = 0.0
        for batch in torch.randperm(len(images)).split(64):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        tell(metric="samples", value=len(images))
    with phase("test"), torch.no_grad():
        right = sum(
            (model(x).argmax(1) == y).sum().item() for x, y in zip(test_images.split(64), test_labels.split(64)))
    tell(metric="loss", value=total / len(images))
    tell(metric="accuracy", value=right / len(test_labels))
    tell(progress={"done": epoch + 1, "total": epochs})
    print(f"loss {total / len(images):.4f}  accuracy {right / len(test_labels):.3f}")
