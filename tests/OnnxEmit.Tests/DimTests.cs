namespace OnnxEmit.Tests;

[TestClass]
public sealed class DimTests
{
    [TestMethod]
    public void A_product_that_no_tensor_has_is_an_unknown_equal_to_itself()
    {
        Dim large = 1L << 62;
        Assert.AreEqual(1L << 62, (large * 1).Size);
        Assert.IsNull((large * 2).Size);
        Assert.IsTrue((large * 2).IsUnknown);
        Assert.AreEqual(large * 2, large * 2);
        Assert.AreNotEqual(large * 2, large * 4);
        Assert.IsNull(Shape.Of(1L << 40, 1L << 40).Elements.Size);
    }

    [TestMethod]
    public void What_a_length_remembers_of_its_origin_does_not_grow_without_end()
    {
        Dim derived = "n", product = "n", other = "n";
        for (int i = 0; i < 60; i++)
        {
            derived = Dim.Derived($"sum({derived.ToFormula()}, {derived.ToFormula()})");
            (product, other) = (product * product, other * other);
            Assert.IsLessThan(1000, derived.ToFormula().Length);
            Assert.IsLessThan(1000, product.ToFormula().Length);
            Assert.AreEqual(product, other);
        }

        Assert.AreNotEqual(derived, Dim.Derived($"sum({derived.ToFormula()}, {derived.ToFormula()})"));
        string name = new('n', 100_000);
        Assert.AreEqual(Dim.Named(name), Dim.Named(name));
        Assert.IsLessThan(1000, Dim.Named(name).ToFormula().Length);
    }
}
