namespace OnnxEmit.Tests;

[TestClass]
public sealed class RowsApartTests
{
    private static readonly Value X = Value.Input(ElementType.Float, [8, 3, 6, 6], "x");
    private static readonly Value Table = Value.Input(ElementType.Float, [8, 3], "table");
    private static readonly Value W = Value.Input(ElementType.Float, [4, 3, 3, 3], "w");
    private static readonly Value Square = Value.Input(ElementType.Float, [8, 8], "square");

    [TestMethod]
    public void A_convolutional_classifier_computes_rows_apart()
    {
        Value y = Op.MaxPool(Op.Relu(Op.Conv(X, W)), kernelShape: [2, 2], strides: [2, 2]);
        y = Op.Softmax(Op.MatMul(y.Reshape(8, -1), Value.Input(ElementType.Float, [16, 8])));
        Assert.IsTrue(RowsApart.IsTrue([X], [y, Op.ReduceMean(y * 2, Value.Constant(1L))]));
    }

    [TestMethod]
    [DataRow("sum over rows")]
    [DataRow("softmax over rows")]
    [DataRow("product of rows")]
    [DataRow("rows turned round")]
    [DataRow("rows moved to another axis")]
    [DataRow("numbers for each row")]
    [DataRow("rows joined")]
    [DataRow("another axis before")]
    [DataRow("how many rows there are")]
    public void What_mixes_or_moves_rows_does_not(string what)
    {
        Value y = what switch
        {
            "sum over rows" => Table - Op.ReduceMean(Table, Value.Constant(0L)),
            "softmax over rows" => Op.Softmax(Table, axis: 0),
            "product of rows" => Op.MatMul(Square, Table),
            "rows turned round" => Op.Slice(Table, Value.Constant(-1L), Value.Constant(-9L), Value.Constant(0L), Value.Constant(-1L)),
            "rows moved to another axis" => Op.Transpose(Table, [1, 0]),
            "numbers for each row" => Table * Value.Constant(TensorData.Create<float>([8, 1], new float[8])),
            "rows joined" => Op.Concat(0, Table, Table),
            "another axis before" => Table + Value.Constant(TensorData.Create<float>([2, 1, 1], new float[2])),
            _ => Table * Op.Shape(Table, 0, 1).Cast(ElementType.Float),
        };
        Assert.IsFalse(RowsApart.IsTrue([Table], [y]));
    }

    [TestMethod]
    public void An_output_without_rows_does_not() => Assert.IsFalse(RowsApart.IsTrue([X], [Op.Relu(W)]));
}
