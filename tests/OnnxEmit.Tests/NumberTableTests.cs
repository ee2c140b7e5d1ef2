namespace OnnxEmit.Tests;

[TestClass]
public sealed class NumberTableTests
{
    [TestMethod]
    public void Keeps_what_is_set_near_and_far_and_has_the_default_elsewhere()
    {
        NumberTable<int> table = new();
        long[] numbers = [0, 1, 63, 64, 1_000_000_007, long.MaxValue];
        for (int i = 0; i < numbers.Length; i++)
            table[numbers[i]] = i + 1;
        for (int i = 0; i < numbers.Length; i++)
            Assert.AreEqual(i + 1, table[numbers[i]]);
        Assert.AreEqual(0, table[2]);
        Assert.AreEqual(0, table[1_000_000_006]);
    }

    [TestMethod]
    public void A_place_stays_where_it_is_while_others_are_made()
    {
        NumberTable<bool?> table = new();
        ref bool? first = ref table[5];
        for (long i = 0; i < 10_000; i++)
            table[i * 64] = false;
        first = true;
        Assert.IsTrue(table[5]);
    }
}
