using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// PlainLoading PIPELINE.zip ROWS.idv COLUMN: prints the column of the loaded pipeline, a row a line.
MLContext context = new();
IDataView scored = context.Model.Load(args[0], out _).Transform(context.Data.LoadFromBinary(args[1]));
foreach (float[] row in scored.GetColumn<float[]>(args[2]))
    Console.WriteLine(string.Join(" ", row.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
string[] ours = ["MLNetAdapter", "Fluent", "OnnxEmit"];
return AppDomain.CurrentDomain.GetAssemblies().Any(assembly => ours.Contains(assembly.GetName().Name))
    || ours.Any(name => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll"))) ? 1 : 0;
