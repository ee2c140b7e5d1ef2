namespace Fluent.Tests.Training;

[TestClass]
public sealed class SideBySideTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(5)]
    public void Every_part_is_done_once_each_time(int parts)
    {
        const int Times = 2_000;
        int[] done = new int[parts];
        using SideBySide work = new(parts, part => Interlocked.Increment(ref done[part]));
        for (int i = 1; i <= Times; i++)
        {
            work.Run();
            for (int part = 0; part < parts; part++)
                Assert.AreEqual(i, done[part]);
        }
    }

    [TestMethod]
    public void What_a_part_throws_is_thrown_when_all_have_ended()
    {
        int ended = 0;
        using SideBySide work = new(4, part =>
        {
            if (part == 2)
                throw new InvalidOperationException("part 2");
            Interlocked.Increment(ref ended);
        });
        for (int i = 1; i <= 3; i++)
        {
            Assert.AreEqual("part 2", Assert.ThrowsExactly<InvalidOperationException>(work.Run).Message);
            Assert.AreEqual(3 * i, ended);
        }
    }
}
