using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Http.Requests;

/// <summary>A refusal stays small, whatever was sent.</summary>
public sealed class BoundedTests
{
    [Fact]
    public void A_hundred_errors_are_told_and_how_many_more_there_are()
    {
        var problem = Problem.Invalid(Enumerable.Range(0, 250).Select(i => ($"/{i}", "错")));
        Assert.Equal(100, problem.Errors!.Count);
        Assert.Equal(150, problem.ToDetails()["moreErrors"]);
        Assert.Contains("150", problem.Detail.Zh, StringComparison.Ordinal);
        Assert.False(Problem.Invalid(Enumerable.Range(0, 100).Select(i => ($"/{i}", "错"))).ToDetails()
            .ContainsKey("moreErrors"));
    }

    [Fact]
    public void What_the_caller_made_up_is_told_in_part()
    {
        var problem = Problem.Invalid([("/" + new string('x', 1_000_000), new string('y', 1_000_000))]);
        Assert.Equal((201, 301), (problem.Errors!.Keys.Single().Length, problem.Errors.Values.Single()[0].Length));
        var details = new Problem(ProblemCode.NotFound, new(new string('字', 5_000), "")).ToDetails();
        Assert.Equal(1001, ((string)details["detail"]!).Length);
        Assert.Equal("a…", Beginning.Shown("a\U0001F600b", 2)); // no half of a sign
    }

    [Fact]
    public void Of_a_list_beside_the_refusal_the_first_hundred_are_told()
    {
        var details = new Problem(ProblemCode.StaleRatings, new("", ""))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["ratings"] = Enumerable.Range(0, 4_000).Select(i => (long)i).ToList(),
                ["statistics"] = new Dictionary<string, int> { ["rated"] = 1 },
            },
        }.ToDetails();
        Assert.Equal(
            (100, 3_900), (((System.Collections.ICollection)details["ratings"]!).Count, details["moreRatings"]));
        Assert.IsType<Dictionary<string, int>>(details["statistics"]);
    }
}
