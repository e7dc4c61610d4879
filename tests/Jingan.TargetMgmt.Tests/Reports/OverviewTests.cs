using System.Text.Json;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class OverviewTests
{
    private static readonly string?[] AnyColour = [null, "blue", "green", "yellow", "red", "purple"];

    private static readonly Gen<(TargetFacts Facts, string? Colour)> AnyTarget = Gen.Select(
        Gen.Enum<TargetKind>(), Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 5],
        (kind, isReported, isSuspended, isDue, colour) =>
        {
            var target = Sample.Target(1, kind) with
            {
                Suspension = isSuspended ? new(new("2018-01")) : null,
                Nodes = [new("N1", "开工", isDue ? new(2018, 6, 30) : new(2018, 7, 1))],
                CoUnits = [new(Sample.Co, "协助")],
            };
            return (isReported ? Sample.Reported(target) : Sample.Silent(target), AnyColour[colour]);
        });

    [Fact]
    public void Every_target_is_counted_exactly_once_under_a_colour_or_a_state() =>
        Gen.Select(AnyTarget.List[0, 30], Gen.Bool).Sample((targets, isReleased) =>
        {
            TargetFacts[] facts = [.. targets.Select((t, i) => t.Facts with
            {
                Target = t.Facts.Target with { Id = new($"JA2018-{i:000}") },
            })];
            RatingFact[] ratings = [.. targets.Select((t, i) => (t.Colour, i)).Where(t => t.Colour is not null)
                .Select(t => Sample.Rating(t.i, t.Colour!))];
            var report = PullOverview.Read(Sample.View(
                Sample.Released(ratings) with { ReleasedAt = isReleased ? "2018-07-20T01:00:00.000Z" : null }, facts));

            var stated = report.States.SelectMany(s => s.Targets).ToArray();
            Assert.Equal(facts.Length, report.Totals.Sum(t => t.Count) + report.States.Sum(s => s.Count));
            Assert.Equal(report.Totals.Sum(t => t.Count), report.Counts.Sum(c => c.Count));
            Assert.Equal(isReleased ? ratings.Length : 0, report.Rated);
            Assert.Equal(stated.Length, stated.Distinct().Count());
            Assert.All(report.States, s => Assert.Equal(s.Count, s.Targets.Count));
            if (isReleased)
            {
                Assert.Empty(stated.Intersect(ratings.Select(r => r.TargetId)));
            }
        });

    [Fact]
    public void Before_release_nothing_hints_at_a_rating()
    {
        // Even if the port leaked: only the release makes a rating visible.
        var leaking = Sample.Unreleased with { Ratings = [Sample.Rating(1, "red", correction: true)] };

        var report = PullOverview.Read(Sample.View(
            leaking, Sample.Reported(Sample.Target(1)), Sample.Silent(Sample.Target(2))));

        Assert.Equal(
            Text(PullOverview.Read(Sample.View(Sample.Unreleased, Sample.Reported(Sample.Target(1)),
                Sample.Silent(Sample.Target(2))))), Text(report));
        Assert.False(report.Released);
        Assert.All(report.Totals, t => Assert.Equal((0, 0, null, null), (t.Count, t.Rated, t.Share, t.Example)));
        Assert.Empty(report.Attention);
        Assert.Equal(0, report.Corrections);
        Assert.Equal(1, report.States.Single(s => s.State == TargetState.Unrated).Count);
    }

    [Fact]
    public void A_share_is_text_of_six_places_and_stands_beside_its_counts()
    {
        var report = PullOverview.Read(Sample.View(
            Sample.Released(Sample.Rating(1, "green"), Sample.Rating(2, "green"), Sample.Rating(3, "red")),
            Sample.Reported(Sample.Target(3)), Sample.Reported(Sample.Target(2)), Sample.Reported(Sample.Target(1))));

        var green = report.Totals.Single(t => t.Colour == "green");
        Assert.Equal(
            (2, 3, "0.666667", "JA2018-001"), (green.Count, green.Rated, green.Share, green.Example!.TargetId.Value));
    }

    [Fact]
    public void Attention_takes_the_worse_half_worst_first_then_by_id()
    {
        var report = PullOverview.Read(Sample.View(
            Sample.Released(Sample.Rating(1, "yellow"), Sample.Rating(2, "green"), Sample.Rating(3, "red"),
                Sample.Rating(4, "blue"), Sample.Rating(5, "red")),
            [.. Enumerable.Range(1, 5).Select(n => Sample.Reported(Sample.Target(n)))]));

        Assert.Equal(["JA2018-003", "JA2018-005", "JA2018-001"], report.Attention.Select(a => a.TargetId.Value));
        Assert.Equal("静安区绿化和市容管理局", report.Attention[0].UnitName);
    }

    [Fact]
    public void Of_three_colours_the_middle_one_needs_attention()
    {
        var palette = new Palette([.. Sample.Colours.Skip(1).Select((c, i) => c with { Rank = i })], []);

        Assert.Equal([false, true, true], palette.Colours.Select(c => palette.NeedsAttention(c.Code)));
    }

    [Fact]
    public void A_colour_of_another_scheme_does_not_drop_out()
    {
        var report = PullOverview.Read(Sample.View(
            Sample.Released(Sample.Rating(1, "purple")), Sample.Reported(Sample.Target(1))));

        Assert.Equal("purple", report.Colours[^1].Code);
        Assert.Equal(1, report.Totals.Single(t => t.Colour == "purple").Count);
        Assert.Single(report.Attention);
    }

    [Fact]
    public void A_correction_is_counted_and_marked()
    {
        var report = PullOverview.Read(Sample.View(
            Sample.Released(Sample.Rating(1, "red", correction: true), Sample.Rating(2, "red")),
            Sample.Reported(Sample.Target(1)), Sample.Reported(Sample.Target(2))));

        Assert.Equal(1, report.Corrections);
        Assert.Equal([true, false], report.Attention.Select(a => a.Correction));
        Assert.Equal([901, null], report.Attention.Select(a => a.Supersedes));
        Assert.Equal([new(new("JA2018-001"), "red", 1, 901)], report.Corrected);
    }

    [Fact]
    public void The_report_says_what_it_was_computed_from()
    {
        using var json = JsonDocument.Parse(Text(PullOverview.Read(Sample.View(
            Sample.Released(), Sample.Reported(Sample.Target(1))))));
        var root = json.RootElement;

        Assert.Equal(
            ["period", "title", "cutOff", "dataAsOf", "released", "releasedAt", "marks", "scheme", "logs", "colours",
                "targets", "rated", "corrections", "counts",
                "totals", "states", "attention", "units", "corrected", "changed", "sinceClose",
                "certified"],
            root.EnumerateObject().Select(m => m.Name));
        Assert.Equal("2018年6月目标推进情况总览", root.GetProperty("title").GetString());
        Assert.Equal("2018-06-30", root.GetProperty("cutOff").GetString());
        Assert.Equal("2018-07-02T01:00:00.000Z", root.GetProperty("dataAsOf").GetString());
        Assert.Equal([("government", 120), ("evaluation", 30)], root.GetProperty("logs").EnumerateArray()
            .Select(l => (l.GetProperty("log").GetString(), l.GetProperty("size").GetInt32())));
    }

    private static string Text(PullOverview.Response report) => JsonSerializer.Serialize(report, WireJson.Options);
}
