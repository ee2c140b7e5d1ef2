using Benchmarks;

const string Usage = """
    dotnet run -c Release --project benchmarks -- COMMAND
      train [--data FOLDER]   training steps against TorchSharp; FOLDER holds MNIST's four .gz files, random numbers without it
      score                   rows through ML.NET against its own ONNX transformer and a plain ONNX Runtime loop
      save                    memory that saving a large pipeline takes, against ML.NET's own ONNX transformer
      onnx                    files and graphs of ONNX: reading, writing and differentiating them
      emit                    building and writing models against writing as many bytes
    """;

switch (args)
{
    case ["train"]:
        return TrainBenchmark.Run(null);
    case ["train", "--data", var folder]:
        return TrainBenchmark.Run(folder);
    case ["score"]:
        return ScoreBenchmark.Run();
    case ["save"]:
        return SaveBenchmark.Run();
    case ["save", var way, var file, var zip]:
        return SaveBenchmark.Measure(way, file, zip);
    case ["onnx"]:
        return OnnxBenchmark.Run();
    case ["onnx-copy", var from, var to]:
        return CopyBenchmark.Measure(from, to);
    case ["emit"]:
        return EmitBenchmark.Run();
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
