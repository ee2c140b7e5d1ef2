using System.Diagnostics;
using Fluent;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = TorchSharp.Modules.Adam;
using Sequential = TorchSharp.Modules.Sequential;

namespace Benchmarks;

/// <summary>The same network in TorchSharp, begun from the same weights.</summary>
internal sealed class TorchTraining : ITraining, IDisposable
{
    private readonly Sequential network;
    private readonly Adam optimizer;
    private readonly torch.Tensor images;
    private readonly torch.Tensor labels;
    private readonly int batch;
    private int done;

    private TorchTraining(Sequential network, Mnist data, int batch, params long[] sizes)
    {
        (this.network, this.batch) = (network, batch);
        optimizer = optim.Adam(network.parameters(), lr: 1e-3);
        images = tensor(data.Images).reshape([-1, .. sizes]);
        labels = tensor(data.Labels).to(ScalarType.Int64);
    }

    /// <summary>Why TorchSharp cannot be used here; null where it can.</summary>
    public static string? Missing()
    {
        try
        {
            using torch.Tensor one = ones(1);
            return null;
        }
#pragma warning disable CA1031 // Loading native libraries fails in many ways; each means that they are not there.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return "TorchSharp's native library does not load, so there is nothing to compare with: it needs libstdc++ of GCC 13 or " +
                "newer (GLIBCXX_3.4.32), as "
                + "Debian 13 and Ubuntu 24.04 have it; install that, or preload a library that defines the missing symbol. " +
                    $"({e.GetBaseException().Message})";
        }
    }

    public static TorchTraining Mlp(Model model, Mnist data, int batch)
    {
        Linear hidden = nn.Linear(784, 128), last = nn.Linear(128, 10);
        Assign(hidden, model.Weights, 0, kernel => kernel.t());
        Assign(last, model.Weights, 2, kernel => kernel.t());
        return new(nn.Sequential(hidden, nn.ReLU(), last), data, batch, 784);
    }

    // Kernels are (height, width, in, out) with us and (out, in, height, width) there; the flattened image has its channels last and first.
    public static TorchTraining Cnn(Model model, Mnist data, int batch)
    {
        Conv2d conv1 = nn.Conv2d(1, 32, 3), conv2 = nn.Conv2d(32, 64, 3);
        Linear hidden = nn.Linear(1600, 128), last = nn.Linear(128, 10);
        Assign(conv1, model.Weights, 0, kernel => kernel.permute(3, 2, 0, 1));
        Assign(conv2, model.Weights, 2, kernel => kernel.permute(3, 2, 0, 1));
        Assign(hidden, model.Weights, 4, kernel => kernel.reshape(5, 5, 64, 128).permute(2, 0, 1, 3).reshape(1600, 128).t());
        Assign(last, model.Weights, 6, kernel => kernel.t());
        return new(
            nn.Sequential(conv1, nn.ReLU(), nn.MaxPool2d(2), conv2, nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), hidden, nn.ReLU(), last),
            data, batch, 1, 28, 28);
    }

    public IReadOnlyList<Step> Run(int steps, int skip = 0)
    {
        Step[] taken = new Step[steps];
        long last = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++)
        {
            float loss = TrainBatch(skip + i);
            long now = Stopwatch.GetTimestamp();
            taken[i] = new(Stopwatch.GetElapsedTime(last, now).TotalMilliseconds, loss);
            last = now;
        }

        return taken;
    }

    public void Dispose()
    {
        network.Dispose();
        optimizer.Dispose();
        images.Dispose();
        labels.Dispose();
    }

    // A view of the data, no copy; freed at the end of the step.
    private float TrainBatch(int step)
    {
        using DisposeScope scope = NewDisposeScope();
        torch.Tensor x = images.narrow(0, step * batch, batch), y = labels.narrow(0, step * batch, batch);
        optimizer.zero_grad();
        torch.Tensor loss = nn.functional.cross_entropy(network.forward(x), y);
        loss.backward();
        MatchEpsilon();
        optimizer.step();
        return loss.item<float>();
    }

    // Keras adds epsilon before the correction of the first steps, PyTorch after it; this makes the two rules the same.
    private void MatchEpsilon()
    {
        done++;
        foreach (Adam.ParamGroup group in optimizer.ParamGroups.Cast<Adam.ParamGroup>())
            group.Options.eps = OurTraining.Epsilon / Math.Sqrt(1 - Math.Pow(0.999, done));
    }

    private static void Assign(nn.Module module, IReadOnlyList<Weight> weights, int kernel, Func<torch.Tensor, torch.Tensor> turn)
    {
        using IDisposable quiet = no_grad();
        Parameter[] parameters = [.. module.parameters()];
        parameters[0].copy_(turn(tensor(weights[kernel].Values.ToArray()).reshape(weights[kernel].Dims)));
        parameters[1].copy_(tensor(weights[kernel + 1].Values.ToArray()));
    }
}
