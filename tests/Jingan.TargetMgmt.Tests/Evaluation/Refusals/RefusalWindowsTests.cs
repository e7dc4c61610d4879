using Jingan.TargetMgmt.Evaluation.Refusals;

namespace Jingan.TargetMgmt.Tests.Evaluation.Refusals;

public sealed class RefusalWindowsTests
{
    private static readonly DateTimeOffset Start = new(2018, 7, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly RefusalWindows _windows = new();

    [Fact]
    public void The_first_attempt_is_due_at_once_and_the_next_when_the_window_ends()
    {
        Assert.Equal([1], Counts(_windows.Add(By("admin"), Start)));
        Assert.Empty(_windows.Add(By("admin"), Start.AddMinutes(1)));
        Assert.Empty(_windows.Add(By("admin"), Start.AddMinutes(9)));
        Assert.Empty(_windows.Ended(Start.AddMinutes(10).AddTicks(-1)));
        var counted = Assert.Single(_windows.Ended(Start.AddMinutes(10)));
        Assert.Equal((2, Start.AddMinutes(1)), (counted.Count, counted.Since));
        Assert.Empty(_windows.Ended(Start.AddMinutes(30)));
    }

    [Fact]
    public void The_next_attempt_ends_the_window_too()
    {
        _windows.Add(By("admin"), Start);
        _windows.Add(By("admin"), Start.AddMinutes(1));
        Assert.Equal([1, 1], Counts(_windows.Add(By("admin"), Start.AddMinutes(10))));
        Assert.Empty(_windows.Add(By("admin"), Start.AddMinutes(11))); // a window of its own
    }

    [Fact]
    public void Callers_and_routes_are_counted_apart()
    {
        Assert.Equal([1], Counts(_windows.Add(By("admin"), Start)));
        Assert.Equal([1], Counts(_windows.Add(By("office"), Start)));
        _windows.Add(By("admin"), Start);
        _windows.Add(By("admin") with { Route = "/schemes" }, Start);
        _windows.Add(By("admin") with { Method = "PUT" }, Start);
        _windows.Add(By("office"), Start);
        Assert.Equal([1, 1, 1, 1], Counts(_windows.All()));
    }

    [Fact]
    public void Callers_beyond_the_most_that_are_kept_apart_are_counted_together()
    {
        var due = Enumerable.Range(0, RefusalWindows.MostCallers + 500)
            .Sum(i => _windows.Add(By($"caller {i}"), Start).Count);
        Assert.Equal(RefusalWindows.MostCallers + 1, due);
        var others = Assert.Single(_windows.All());
        Assert.Equal(("*", "*", 499), (others.Attempt.Caller, others.Attempt.Role, others.Count));
    }

    [Theory]
    [InlineData("admin", RefusalWindows.MostLines), InlineData(RefusedAttempt.Anonymous,
        RefusalWindows.MostAnonymousLines)]
    public void A_window_has_few_lines_whatever_is_tried_and_counts_the_rest_in_one(string caller, int most)
    {
        var line = Assert.Single(_windows.Add(By(caller), Start));
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Empty(_windows.Add(By(caller) with { Route = $"/route/{i % 5000}" }, Start.AddSeconds(i / 20)));
        }

        var counted = _windows.Ended(Start.AddMinutes(10));
        Assert.Equal((1, most + 1, 10_000), (line.Count, counted.Count, counted.Sum(c => c.Count)));
        var rest = Assert.Single(counted, c => c.Attempt.Route == RefusalWindows.Others);
        Assert.Equal((caller, RefusalWindows.Others, 10_000 - (2 * most)), (rest.Attempt.Caller, rest.Attempt.Method,
            rest.Count));
    }

    [Fact]
    public void What_could_not_be_written_is_counted_on()
    {
        var due = Assert.Single(_windows.Add(By("admin"), Start));
        _windows.Return(due, Start.AddMinutes(2));
        _windows.Add(By("admin"), Start.AddMinutes(3));
        var counted = Assert.Single(_windows.Ended(Start.AddMinutes(10)));
        Assert.Equal((2, Start), (counted.Count, counted.Since));
        _windows.Return(counted, Start.AddMinutes(11)); // no window is open
        Assert.Equal([2], Counts(_windows.All()));
    }

    private static RefusedAttempt By(string caller) => new(caller, "admin", "DELETE", "/ratings");

    private static IEnumerable<long> Counts(IEnumerable<CountedRefusals> refusals) => refusals.Select(r => r.Count);
}
