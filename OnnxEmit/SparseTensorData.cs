namespace OnnxEmit;

/// <summary>A constant sparse tensor, kept as the file has it.</summary>
/// <param name="Values">The elements other than zero, as a vector.</param>
/// <param name="Indices">Where they stand: linear, or one row of coordinates each.</param>
/// <param name="Dims">The sizes of the dense tensor.</param>
public sealed record SparseTensorData(TensorData Values, TensorData Indices, long[] Dims);
