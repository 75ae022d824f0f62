"""The published job as a plain PyTorch loop on one thread; prints the version and the seconds as JSON."""

import json
import sys
import time

import torch

rows, epochs, batches = (int(argument) for argument in sys.argv[1:4])
torch.set_num_threads(1)
torch.manual_seed(1)
inputs = torch.rand(rows, 16) * 4 - 2
targets = torch.sigmoid(inputs[:, 1:2] - inputs[:, 0:1])
network = torch.nn.Sequential(
    torch.nn.Linear(16, 3), torch.nn.Sigmoid(), torch.nn.Linear(3, 1), torch.nn.Sigmoid()
)
loss_function = torch.nn.MSELoss()
optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
size = rows // batches


def train(count):
    for _ in range(count):
        for start in range(0, batches * size, size):
            optimizer.zero_grad()
            loss_function(network(inputs[start : start + size]), targets[start : start + size]).backward()
            optimizer.step()


train(max(1, epochs // 20))
start = time.perf_counter()
train(epochs)
print(json.dumps({"version": torch.__version__, "seconds": time.perf_counter() - start}))
