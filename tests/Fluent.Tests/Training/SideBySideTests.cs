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
        SideBySide work = new(parts, part => Interlocked.Increment(ref done[part]));
        for (int i = 1; i <= Times; i++)
        {
            work.Run();
            for (int part = 0; part < parts; part++)
                Assert.AreEqual(i, done[part]);
        }
    }

    [TestMethod]
    public void Waiting_for_a_part_allocates_nothing()
    {
        int caller = Environment.CurrentManagedThreadId, begun = 0;
        Action<int> sleepElsewhere = _ =>
        {
            int both = (Interlocked.Increment(ref begun) + 1) / 2 * 2;
            while (Volatile.Read(ref begun) < both)
                Thread.Yield();
            if (Environment.CurrentManagedThreadId != caller)
                Thread.Sleep(50);
        };
        new SideBySide(2, sleepElsewhere).Run();       // what is compiled on the way is not counted
        SideBySide work = new(2, sleepElsewhere);
        long before = GC.GetAllocatedBytesForCurrentThread();
        work.Run();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void What_a_part_throws_is_thrown_when_all_have_ended()
    {
        int ended = 0;
        SideBySide work = new(4, part =>
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
