using Jingan.Tests.Seeds;
using Jingan.TransparencyLog.Fuzz;

namespace Jingan.TransparencyLog.Tests;

public sealed class FuzzTests
{
    // The short form of tests/Jingan.TransparencyLog.Fuzz, which runs as long as one likes.
    [Fact]
    public void No_broken_input_throws_and_whatever_is_accepted_is_printed_the_same()
    {
        var seed = TestSeed.Number(usual: 20180628);
        var counts = FuzzRun.Run(20_000, seed);
        Assert.Equal(20_000, counts.Sum(count => count.Inputs));
        Assert.All(counts, count => Assert.InRange(count.Accepted, 1, count.Inputs / 2));
        Assert.Empty(counts.SelectMany(count => count.Failures)
            .Select(failure => $"{TestSeed.Variable}={seed}: {failure}"));
    }

    // What finds nothing has to be able to find something.
    [Fact]
    public void A_careless_parser_is_found_out()
    {
        var careless = new FuzzTarget("number", ["12"u8.ToArray()], input =>
            long.TryParse(System.Text.Encoding.UTF8.GetString(input), out var number)
            ? System.Text.Encoding.UTF8.GetBytes($"{number}")
            : null);
        var mutator = new Mutator(1);
        Assert.Contains(Enumerable.Range(0, 1_000).Select(_ => mutator.Next(careless.Good)), input =>
            Record.Exception(() => careless.Accepts(input)) is InvalidOperationException);
    }
}
