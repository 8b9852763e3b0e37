"""The PyTorch side of lenet-vs-pytorch: a LeNet-5-Caffe that steps when it is told to on standard input.

usage: lenet_step.py MODEL THREADS LAYOUT, with LAYOUT contiguous or channels_last. MODEL holds, as little-endian floats, weights
and biases layer by layer, then the pixels (images, 784) of 0..1, then the labels.

  check STEPS FILE   writes the logits of the first batch, the losses of the steps and the weights after them; starts anew after it
  time STEPS         answers with CPU milliseconds of this thread and wall milliseconds per step
  memory             answers with the largest resident size so far, in MiB
"""

import resource
import sys
import time

import torch
import torch.nn.functional as F

BATCH = 64
SHAPES = [(20, 1, 5, 5), (20,), (50, 20, 5, 5), (50,), (500, 800), (500,), (10, 500), (10,)]

layout = torch.channels_last if sys.argv[3] == "channels_last" else torch.contiguous_format
torch.set_num_threads(int(sys.argv[2]))
with open(sys.argv[1], "rb") as file:
    values = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
sizes = [torch.Size(shape).numel() for shape in SHAPES]
count = (len(values) - sum(sizes)) // 785
images = values[sum(sizes) : sum(sizes) + count * 784].reshape(count, 1, 28, 28).contiguous(memory_format=layout)
labels = values[sum(sizes) + count * 784 :].long()


def fresh():
    parameters = [part.reshape(shape).clone() for part, shape in zip(values[: sum(sizes)].split(sizes), SHAPES)]
    parameters = [p.contiguous(memory_format=layout) if p.dim() == 4 else p for p in parameters]
    for p in parameters:
        p.requires_grad_()
    return parameters, torch.optim.SGD(parameters, lr=0.03, momentum=0.9)


def forward(p, x):
    x = F.relu(F.max_pool2d(F.conv2d(x, p[0], p[1]), 2))
    x = F.relu(F.max_pool2d(F.conv2d(x, p[2], p[3]), 2))
    x = F.relu(F.linear(x.flatten(1), p[4], p[5]))
    return F.linear(x, p[6], p[7])


def step(p, optimizer, number):
    at = number * BATCH % count
    optimizer.zero_grad()
    loss = F.cross_entropy(forward(p, images[at : at + BATCH]), labels[at : at + BATCH])
    loss.backward()
    optimizer.step()
    return loss.item()


parameters, optimizer = fresh()
done = 0
for line in sys.stdin:
    words = line.split()
    if words[0] == "check":
        with torch.no_grad():
            logits = forward(parameters, images[:BATCH])
        losses = [step(parameters, optimizer, number) for number in range(int(words[1]))]
        parts = [logits.flatten(), torch.tensor(losses)] + [p.detach().contiguous().flatten() for p in parameters]
        with open(words[2], "wb") as file:
            file.write(torch.cat(parts).numpy().tobytes())
        parameters, optimizer = fresh()
        print("written", flush=True)
    elif words[0] == "time":
        cpu, wall = time.thread_time(), time.perf_counter()
        for _ in range(int(words[1])):
            step(parameters, optimizer, done)
            done += 1
        steps = int(words[1]) / 1000
        print((time.thread_time() - cpu) / steps, (time.perf_counter() - wall) / steps, flush=True)
    elif words[0] == "memory":
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
