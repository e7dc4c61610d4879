using System.Collections;
using System.Reflection;
using Jingan.TargetMgmt.Evaluation.Quality;

namespace Jingan.TargetMgmt.Tests.Evaluation.Quality;

public sealed class FrozenFactsTests
{
    // There are as many such years as callers think of.
    [Fact]
    public async Task Nothing_is_kept_of_years_without_a_released_period()
    {
        var facts = new FrozenFacts(null!); // nobody is asked about them either
        for (var year = 1; year < 5_000; year++)
        {
            await facts.ReadFiguresAsync(year, [], TestContext.Current.CancellationToken);
        }

        var kept = typeof(FrozenFacts).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(f => f.GetValue(facts)).OfType<ICollection>().ToList();
        Assert.Equal(3, kept.Count);
        Assert.All(kept, Assert.Empty);
    }
}
