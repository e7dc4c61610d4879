using System.Text;
using Jingan.TargetMgmt.Cli.Demo;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Demo;
using Jingan.TargetMgmt.Tests.Government;

namespace Jingan.TargetMgmt.Tests.Demo;

/// <summary>The made-up year of the 2018 targets: always the same of a seed, and such as a year may be.</summary>
public sealed class SyntheticYearTests
{
    private static readonly IReadOnlyList<Target> Targets =
        [.. TargetTable.Read(File.ReadAllText(Path.Combine(Repository.SeedFolder, "targets.csv"), Encoding.UTF8)).File!
            .Rows.Select(r => r.Item!)];

    private static readonly Palette Colours = new(["blue", "green", "yellow", "red"]);

    private static IReadOnlyList<SyntheticReport> Year(ulong seed = 1) =>
        SyntheticYear.Of(seed, 2018, Targets, DemoCommand.Rules);

    private static string[] Bytes(ulong seed, IEnumerable<Target> targets) =>
        [.. SyntheticYear.Of(seed, 2018, targets, DemoCommand.Rules)
            .Select(r => $"{r.Target} {r.Unit} {r.IsLate} {Encoding.UTF8.GetString(r.ToJson(Colours))}")];

    [Fact]
    public void The_generator_is_SplitMix64()
    {
        var random = new SplitMix64(1234567);
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void The_same_seed_makes_the_same_year_in_whatever_order_the_targets_come() =>
        Assert.Equal(Bytes(7, Targets), Bytes(7, Targets.Reverse()));

    [Fact]
    public void One_target_more_changes_nothing_about_the_others() =>
        Assert.Equal(Bytes(7, Targets).Where(r => !r.StartsWith(Targets[3].Id.Value, StringComparison.Ordinal)),
            Bytes(7, Targets.Where((_, i) => i != 3)));

    [Fact]
    public void Another_seed_makes_another_year() =>
        Assert.InRange(Bytes(7, Targets).Intersect(Bytes(8, Targets)).Count(), 0, Bytes(7, Targets).Length / 2);

    [Fact]
    public void Every_text_says_that_it_is_synthetic() =>
        Assert.All(Year().SelectMany(r => r.Texts), text =>
            Assert.StartsWith("【合成数据 synthetic】", text, StringComparison.Ordinal));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20180101)]
    public void The_shares_are_those_of_a_plausible_year(ulong seed)
    {
        var lead = Year(seed).Where(r => r.IsLead).ToList();
        int Percent(Func<SyntheticReport, bool> holds) => lead.Count(holds) * 100 / lead.Count;
        Assert.InRange((99 * 12) - lead.Count, 5, 90);
        Assert.InRange(Percent(r => r.IsLate), 3, 20);
        Assert.InRange(Percent(r => r.NoChange), 2, 15);
        Assert.InRange(Percent(r => r.Standing == DemoProgress.OnPlan), 45, 80);
        Assert.InRange(Percent(r => r.Standing == DemoProgress.FarBehind), 1, 12);
        var claimed = lead.Where(r => r.Claim is not null).ToList();
        Assert.InRange(claimed.Count(r => r.Claim < r.Standing) * 100 / claimed.Count, 8, 30);
        Assert.InRange(claimed.Count(r => r.Claim > r.Standing) * 100 / claimed.Count, 1, 8);
    }

    [Fact]
    public void At_the_years_end_most_but_not_all_values_are_reached()
    {
        var ends = Targets.Where(t => t is { Direction: Direction.Increase, TargetValue: not null })
            .Select(t => QuantitativeYear.Of(1, t, DemoCommand.Rules)[^1].Value >= Measure.ToMillionths(
                t.TargetValue!.Value)).ToList();
        Assert.InRange(ends.Count(reached => reached) * 100 / ends.Count, 65, 95);
    }

    [Fact]
    public void Totals_do_not_shrink_and_things_are_counted_whole()
    {
        foreach (var target in Targets.Where(t => t.Aggregation == Aggregation.Cumulative))
        {
            var months = QuantitativeYear.Of(1, target, DemoCommand.Rules).Select(m => m.Value).ToList();
            Assert.Equal(months.Order(), months);
        }

        Assert.All(QuantitativeYear.Of(1, Targets.Single(t => t.UnitOfMeasure == "户" && t.TargetValue == 3500),
            DemoCommand.Rules), m => Assert.Equal(0, m.Value % 1_000_000));
    }

    [Fact]
    public void A_node_is_done_on_no_day_after_the_period_that_tells_it() => Assert.All(
        Year().Where(r => r.Nodes is not null),
        r => Assert.All(r.Nodes!, n => Assert.True(n.DoneOn is null || n.DoneOn <= r.Period.EndsOn)));

    [Fact]
    public void No_change_follows_a_report_and_never_ends_the_year() => Assert.All(Year().Where(r => r.NoChange), r =>
    {
        Assert.InRange(r.Period.LastMonth, 2, 11);
        Assert.Contains(
            Year(), e => e.Target == r.Target && e.Unit == r.Unit && e.Period.LastMonth < r.Period.LastMonth);
    });
}
