using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Tests.Cli;
using Jingan.TargetMgmt.Verification.Checks;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary><c>jtm replay</c> over two logs on disk, with ratings that were made at several points of the
/// government's.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly Period June = new("2018-06");
    private static readonly Target Target = new(
        new("JA2018-001"), 2018, TargetLevel.Departmental, "经济", "合成数据：目标", TargetNature.Anticipated,
        TargetKind.Quantitative, new("U01"), "合成数据",
        Baseline: 0, TargetValue: 12, Direction: Direction.Increase, Aggregation: Aggregation.Cumulative);

    private const string At = "2018-07-05T01:02:03.000Z";

    private readonly Jtm _jtm = new();
    private readonly AssessorKey _key = AssessorKey.New();
    private readonly TestLog _government = new("log.test/government", 2);
    private readonly TestLog _evaluation = new();

    public ReplayTests()
    {
        Add(_evaluation, "scheme", new
        {
            version = "2018.1", document = JsonNode.Parse(ColourScheme.Example2018Utf8.Span),
        });
        _government.AddAsIs(Encoding.UTF8.GetString(LogEntry.ToBytes(
            TargetEntry.Of(At, "office", 1, Target), GovernmentEntries.Format.TargetEntry)));
        Report(June, 5.1m); // k = 0.85: yellow
    }

    public void Dispose()
    {
        _key.Dispose();
        _jtm.Dispose();
    }

    [Fact]
    public async Task Every_suggestion_is_found_again_whatever_was_reported_afterwards()
    {
        var atFirst = Rate(5.1m, "yellow");
        Report(June, 6m);
        var later = Rate(6m, "green");
        Report(June, 1m);

        var answer = (await ReplayAsync()).MustBe(0).Json;
        Assert.Equal((2, 0), (answer["replayed"]!.GetValue<int>(), answer["differences"]!.AsArray().Count));
        Assert.True(later > atFirst);
    }

    [Theory]
    [InlineData("suggested", "\"green\"")]
    [InlineData("class", "\"nodes\"")]
    [InlineData("targetVersion", "2")]
    [InlineData("factsSize", "3")] // what had not been reported yet
    [InlineData("inputs", """{"month":6,"cutOff":"2018-06-30","lastPeriod":false}""")]
    [InlineData("scheme", "\"none\"")]
    public async Task A_suggestion_that_does_not_follow_from_the_logs_is_damage(string member, string value)
    {
        Rate(5.1m, "yellow", entry => entry[member] = JsonNode.Parse(value));
        Report(June, 6m);

        var run = (await ReplayAsync()).MustBe(1);
        Assert.Single(run.Json["differences"]!.AsArray());
    }

    [Fact]
    public async Task A_second_mark_is_replayed_as_well_and_no_part_of_what_would_have_been()
    {
        Rate(5.1m, "yellow");
        Rate(5.1m, "yellow", type: "second-mark");
        File.WriteAllBytes(_jtm.PathOf("same.json"), ColourScheme.Example2018Utf8.ToArray());
        var answer = (await ReplayAsync("--scheme", _jtm.PathOf("same.json"))).MustBe(0).Json;
        Assert.Equal((2, 1), (answer["replayed"]!.GetValue<int>(), answer["whatIf"]!["ratings"]!.GetValue<int>()));

        Rate(5.1m, "yellow", entry => entry["inputs"]!["k"] = 0.850001m, "second-mark");
        (await ReplayAsync()).MustBe(1);
    }

    [Fact]
    public async Task One_digit_of_the_inputs_is_enough_to_differ()
    {
        Rate(5.1m, "yellow", entry => entry["inputs"]!["k"] = 0.850001m);
        (await ReplayAsync()).MustBe(1);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_said_and_is_no_success()
    {
        Rate(5.1m, "yellow", entry => entry.Remove("factsSize"));
        Rate(5.1m, "yellow", entry => entry["factsSize"] = 99);
        var answer = (await ReplayAsync()).MustBe(2).Json;
        Assert.Equal((0, 2), (answer["replayed"]!.GetValue<int>(), answer["missing"]!.AsArray().Count));
    }

    [Fact]
    public async Task An_altered_government_entry_stops_the_replay()
    {
        Rate(5.1m, "yellow");
        Write();
        var bundle = _jtm.PathOf("government/tile/entries/000.p/2");
        File.WriteAllBytes(bundle, [.. File.ReadAllBytes(bundle).Select(b => b == (byte)'5' ? (byte)'6' : b)]);
        Assert.Contains("government", (await RunAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_scheme_shows_what_would_change_and_nothing_else()
    {
        Rate(5.1m, "yellow");
        var lenient = JsonNode.Parse(ColourScheme.Example2018Utf8.Span)!;
        lenient["version"] = "lenient";
        var bands = lenient["classes"]!.AsArray().Single(c => c!["name"]!.ToString() == "toward-target")!["bands"]!
            .AsArray();
        (bands[1]!["from"], bands[2]!["to"]) = ("0.85", "0.85");
        File.WriteAllText(_jtm.PathOf("lenient.json"), lenient.ToJsonString());

        var whatIf = (await ReplayAsync("--scheme", _jtm.PathOf("lenient.json"))).MustBe(0).Json["whatIf"]!;
        Assert.Equal("yellow green", $"{whatIf["changes"]![0]!["then"]} {whatIf["changes"]![0]!["now"]}");
        Assert.Contains(
            "2018-06 JA2018-001: yellow → green",
            (await RunAsync("--scheme", _jtm.PathOf("lenient.json"), "--lang", "en")).MustBe(0).Output,
            StringComparison.Ordinal);
        Assert.Contains("2018.1", (await ReplayAsync("--scheme", "2019.1")).MustBe(2).Error, StringComparison.Ordinal);
    }

    private void Report(Period period, decimal value) =>
        _government.AddAsIs(Encoding.UTF8.GetString(LogEntry.ToBytes(
            ProgressOf(period, value), GovernmentEntries.Format.ProgressEntry)));

    // The inputs as the service computes them for that value. What is altered is signed as well,
    // where it is what an assessor signs.
    private long Rate(decimal value, string suggested, Action<JsonObject>? alter = null, string type = "rating")
    {
        var facts = new FactsAt();
        facts.Take(0, TargetEntry.Of(At, "office", 1, Target));
        facts.Take(1, FiledReport.Of(ProgressOf(June, value)));
        var suggestion = SuggestionRule.Suggest(
            ColourScheme.Example2018, June, facts.Read(Target.Id, June, 1, () => null)!);
        Assert.Equal(suggested, suggestion.Colour);
        var entry = new JsonObject
        {
            ["period"] = "2018-06", ["targetId"] = Target.Id.Value, ["targetVersion"] = 1, ["class"] = suggestion.Class,
            ["colour"] = "red", ["suggested"] = suggested,
            ["scheme"] = "2018.1",
            ["inputs"] = JsonSerializer.SerializeToNode(suggestion.Inputs, EvaluationEntries.Format.SuggestionInputs),
            ["factsSize"] = _government.Size,
        };
        alter?.Invoke(entry);
        var claims = new JsonObject
        {
            ["type"] = "rating",
            ["rationale"] = "属实",
            ["issuedAt"] = At,
            ["secondMark"] = type == "second-mark",
        };
        foreach (var member in (string[])["period", "targetId", "targetVersion", "class", "colour", "suggested",
            "scheme"])
        {
            claims[member] = entry[member]?.DeepClone();
        }

        (entry["kid"], entry["jws"]) = (_key.Kid, _key.Sign(claims));
        return Add(_evaluation, type, entry);
    }

    private static ProgressEntry ProgressOf(Period period, decimal value) => new(
        1, "progress", At, "u01-1", Target.Id, 1, period, Target.LeadUnit, 1, value, false, null, "合成数据", null, null,
        null, [], "王五", Timeliness.OnTime, false);

    private static long Add(TestLog log, string type, object members)
    {
        var entry = JsonSerializer.SerializeToNode(members, WireJson.Options)!.AsObject();
        (entry["type"], entry["at"]) = (type, At);
        return log.Add(entry.ToJsonString(WireJson.Options));
    }

    // In the other's place each holds nothing to compute or to look up, and all would seem well.
    [Fact]
    public async Task Swapped_logs_are_told_to_be()
    {
        Rate(5.1m, "yellow");
        Write();
        var (evaluation, government) = (_jtm.PathOf("evaluation"), _jtm.PathOf("government"));
        foreach (var line in (string[][])[["replay", "--evaluation", government, "--government", evaluation],
            ["verify", government, "--government", evaluation]])
        {
            Assert.Contains("评估日志", (await _jtm.RunAsync([.. line, "--policy", _jtm.PathOf("policy")]))
                .MustBe(2).Error, StringComparison.Ordinal);
        }

        var another = new TestLog("log.test/another", 3);
        Add(another, "sample", new { note = "合成数据" });
        another.WriteTo(government);
        await File.AppendAllTextAsync(_jtm.PathOf("policy"), $"log {another.Signer.VerifierKey}\n",
            TestContext.Current.CancellationToken);
        Assert.Contains("这里须给政府日志", (await RunAsync()).MustBe(2).Error, StringComparison.Ordinal);
    }

    private Task<Run> ReplayAsync(params string[] more)
    {
        Write();
        return RunAsync(["--json", .. more]);
    }

    private void Write()
    {
        _government.WriteTo(_jtm.PathOf("government"));
        _evaluation.WriteTo(_jtm.PathOf("evaluation"));
        File.WriteAllText(_jtm.PathOf("policy"), $"log {_government.Signer.VerifierKey}\n{_evaluation.Policy}");
    }

    private Task<Run> RunAsync(params string[] more) => _jtm.RunAsync(
        ["replay", "--evaluation", _jtm.PathOf("evaluation"), "--government", _jtm.PathOf("government"), "--policy",
            _jtm.PathOf("policy"), .. more]);
}
