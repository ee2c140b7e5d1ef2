using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class EinsumTests
{
    [TestMethod]
    [DataRow("ij->ji", new[] { "2,3" })]
    [DataRow("ij->", new[] { "2,3" })]
    [DataRow("ij->i", new[] { "2,3" })]
    [DataRow("ij", new[] { "2,3" })]
    [DataRow("ba", new[] { "2,3" })]
    [DataRow("->", new[] { "" })]
    [DataRow("", new[] { "" })]
    [DataRow("ii", new[] { "3,3" })]
    [DataRow("ii->i", new[] { "3,3" })]
    [DataRow("iij->j", new[] { "3,3,2" })]
    [DataRow("iij->ji", new[] { "3,3,2" })]
    [DataRow("iii->i", new[] { "2,2,2" })]
    [DataRow("iijj->ji", new[] { "3,3,2,2" })]
    [DataRow("...ii->...i", new[] { "2,3,3" })]
    [DataRow("a...b->b...a", new[] { "2,3,1,4" })]
    [DataRow("i...->...", new[] { "2,3,2" })]
    [DataRow("...->...", new[] { "" })]
    public void Of_one_tensor(string equation, string[] shapes) => Check(equation, shapes);

    [TestMethod]
    [DataRow("ij,jk->ik", new[] { "2,3", "3,4" })]
    [DataRow("ij,jk", new[] { "2,3", "3,4" })]
    [DataRow(" i j , j k -> k i ", new[] { "2,3", "3,4" })]
    [DataRow("bij,bjk->bik", new[] { "2,3,4", "2,4,2" })]
    [DataRow("i,i", new[] { "4", "4" })]
    [DataRow("i,i->i", new[] { "4", "4" })]
    [DataRow("i,j->ij", new[] { "2", "3" })]
    [DataRow("i,j->", new[] { "2", "3" })]
    [DataRow(",", new[] { "", "" })]
    [DataRow(",ij->j", new[] { "", "2,3" })]
    [DataRow("ii,ij->j", new[] { "3,3", "3,2" })]
    [DataRow("ii,jj->ij", new[] { "3,3", "2,2" })]
    [DataRow("...ij,...jk->...ik", new[] { "2,2,3,4", "2,2,4,2" })]
    [DataRow("...ij,...jk", new[] { "2,3,4", "2,4,2" })]
    [DataRow("b...,a...", new[] { "2,3", "4,3" })]
    [DataRow("a...,...b->...ab", new[] { "2,3", "3,4" })]
    [DataRow("bnqd,bnkd->bnqk", new[] { "1,2,3,2", "1,2,4,2" })]
    [DataRow("AB,Bc->Ac", new[] { "2,3", "3,2" })]
    public void Of_two_tensors(string equation, string[] shapes) => Check(equation, shapes);

    [TestMethod]
    [DataRow("ij,ij->ij", new[] { "3,4", "1,4" })]
    [DataRow("ij,ij->j", new[] { "3,4", "1,4" })]
    [DataRow("ij,ij->", new[] { "3,1", "1,4" })]
    [DataRow("...ij,...jk->...ik", new[] { "2,1,3,4", "1,3,4,2" })]
    public void Repeats_axes_of_length_1(string equation, string[] shapes) => Check(equation, shapes);

    [TestMethod]
    [DataRow("ab,cd,ef->ace", new[] { "2,3", "3,2", "2,2" })]
    [DataRow("ij,jk,kl->il", new[] { "2,3", "3,2", "2,4" })]
    [DataRow("i,j,k->ijk", new[] { "2", "3", "2" })]
    [DataRow("bi,oij,bj->bo", new[] { "2,3", "2,3,2", "2,2" })]
    [DataRow("a,a,a,a", new[] { "3", "3", "3", "3" })]
    public void Of_several_tensors(string equation, string[] shapes) => Check(equation, shapes);

    [TestMethod]
    [DataRow("ij,jk->ik", new[] { "2,3", "3,4" })]
    [DataRow("ii->i", new[] { "3,3" })]
    [DataRow("ij->i", new[] { "2,3" })]
    [DataRow("i...,ij->j...", new[] { "2,3", "2,4" })]
    public void Differentiates_among_unknown_lengths(string equation, string[] shapes) =>
        OperatorHarness.CheckOpen(Feeds(shapes), x => Op.Einsum(equation, x));

    [TestMethod]
    public void Takes_integers()
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain<long>([2, 2], 1, 2, 3, 4)], x => Op.Einsum("ii", x[0]));
        CollectionAssert.AreEqual(new long[] { 5 }, y[0].ToInt64());
    }

    [TestMethod]
    public void Keeps_names_of_lengths()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3, 4]);
        Shape expected = ["batch", 3];
        Assert.AreEqual(expected, Op.Einsum("...i,...i->...", x, x).Shape);
    }

    [TestMethod]
    [DataRow("ij>ji", "an equation of letters, commas, one arrow and at most one ellipsis a term", "'ij>ji'")]
    [DataRow("i..j", "an equation of letters, commas, one arrow and at most one ellipsis a term", "'i..j'")]
    [DataRow("ij->i->j", "an equation of letters, commas, one arrow and at most one ellipsis a term", "'ij->i->j'")]
    [DataRow("ij,jk->ik", "as many inputs as terms in its equation", "1 for 'ij,jk->ik'")]
    [DataRow("ijk->i", "the axes that the terms of 'ijk->i' name", "ranks 2")]
    [DataRow("i->i", "the axes that the terms of 'i->i' name", "ranks 2")]
    [DataRow("ij->k", "an output of different letters of the inputs, with their ellipsis", "'ij->k'")]
    [DataRow("ij->jj", "an output of different letters of the inputs, with their ellipsis", "'ij->jj'")]
    [DataRow("i...->i", "an output of different letters of the inputs, with their ellipsis", "'i...->i'")]
    [DataRow("ii", "one length for 'i'", "2 and 3")]
    public void Names_what_does_not_fit(string equation, string expects, string received) =>
        Expect.Error($"Einsum expects {expects}. Received: {received}.", () => Op.Einsum(equation, Expect.Input(2, 3)));

    [TestMethod]
    public void Names_lengths_and_types_that_differ()
    {
        Expect.Error(
            "Einsum expects one length for 'j'. Received: 3 and 4.", () => Op.Einsum("ij,jk", Expect.Input(2, 3), Expect.Input(4, 2)));
        Expect.Error(
            "Einsum expects the axes that the terms of '...i,...i' name. Received: ranks 2, 3.",
            () => Op.Einsum("...i,...i", Expect.Input(2, 3), Expect.Input(2, 2, 3)));
        Expect.Error(
            "Einsum expects inputs of one element type. Received: Float, Int64.",
            () => Op.Einsum("i,i", Expect.Input(2), Value.Constant(1, 2)));
    }

    [TestMethod]
    public void Names_too_many_axes()
    {
        string letters = string.Concat(Enumerable.Range('a', 26).Concat(Enumerable.Range('A', 26)).Select(c => (char)c));
        Value x = Value.Input(ElementType.Float, Shape.Of([.. Enumerable.Repeat(1L, 53)]));
        Expect.Error("Einsum expects no more than 52 letters. Received: 53.", () => Op.Einsum($"...{letters}->...", x));
    }

    private static void Check(string equation, string[] shapes) => OperatorHarness.Check(Feeds(shapes), x => Op.Einsum(equation, x));

    private static Feed[] Feeds(string[] shapes) => [.. shapes.Select((shape, i) => Feed.Random(
        [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], seed: i + 1))];
}
