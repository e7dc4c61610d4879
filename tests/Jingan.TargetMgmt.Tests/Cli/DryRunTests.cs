using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Tests.Cli.Files;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Whoever tries something first must not read that it was done.</summary>
public sealed class DryRunTests
{
    private const string Target =
        """{"targetId":"JA2018-028","targetVersion":2,"class":"c","scheme":"2018.1","state":"reported"}""";

    private const string Draft =
        """{"targetId":"JA2018-028","title":"绿地","period":"2018-06","operator":"王五","savedAt":"t","etag":"e"}""";

    private const string Token =
        """{"index":14,"at":"2018-07-01T00:00:00.000Z","name":"赵六","role":"evaluator","unit":null,"fingerprint":"aabbccddeeff00","until":"2019-07-01T00:00:00.000Z","state":"notApproved","ended":null}""";

    private const string Rating =
        """{"index":9,"targetId":"JA2018-009","colour":"green","class":"c","leadUnit":"LSJ","scheme":"2018.1"}""";

    private static readonly Dictionary<string, string> Lines = new()
    {
        ["assessor add"] = "--key {key} --name 张三", ["assessor rotate"] = "--key {key} --name 张三 --replaces k",
        ["assessor revoke"] = "--kid k --reason 遗失 --key {key}",
        ["assessor conflict"] = "--kid k --unit LSJ --reason 曾任职 --key {key}", ["access approve"] = "14 --key {key}",
        ["import targets"] = "{targets.csv}", ["unit import"] = "{targets.csv}", ["period import"] = "{targets.csv}",
        ["period open-year"] = "--year 2019 --months --due-working-days 5 --closes-days-after 5",
        ["extension ask"] = "--period 2018-06 --reason 停电", ["extension refuse"] = "--request 180 --reason 不同意",
        ["extension grant"] = "--request 180 --until 2018-07-31 --reason 同意",
        ["remark add"] = "--target JA2018-028 --period 2018-06 --unit LSJ --revision 1 --code unclear --text 不清楚",
        ["waiting answer"] = "--progress 181 --item 1 --text 已报市局",
        ["certified submit"] = "--target JA2018-003 --period 2018-06 --value 118.6",
        ["evidence add"] = "{targets.csv}", ["webhook resend"] = "--endpoint office --id government-181",
        ["progress submit"] = "--target JA2018-028 --period 2018-06 --narrative 完成 --signatory 赵六",
        ["progress file"] = "{targets.csv}",
        ["progress draft sign"] = "--period 2018-06",
        ["rate"] = "--period 2018-06 --target JA2018-028 --colour green --rationale r --key {key}",
        ["rate file"] = "{lines} --period 2018-06 --key {key}",
        ["report issue"] = "--period 2018-06 --summary 平稳 --key {key}",
    };

    // It asks no service: SetupTests.
    private const string OnThisMachine = "setup";

    public static TheoryData<string> Commands => [.. Lines.Keys];

    [Fact]
    public void Every_command_that_may_be_tried_has_its_row() =>
        Assert.Equal(CommandTree.OptionsWhere(o => o.Name == "--dry-run").Order(),
            Lines.Keys.Append(OnThisMachine).Select(c => c + " --dry-run").Order());

    [Theory, MemberData(nameof(Commands))]
    public async Task A_dry_run_says_that_nothing_was_stored_and_nothing_that_sounds_done(string command)
    {
        var trial = await RunAsync(command, "--dry-run");
        Assert.Contains("未保存", trial.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("已受理|已登记|已评定|已导入|已批准|已撤销|回执", trial.Output);
        Assert.DoesNotMatch(
            "accepted|Receipt|[0-9] rated|imported", (await RunAsync(command, "--dry-run", "--lang", "en")).Output);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task What_counts_is_said_to_count(string command) =>
        Assert.Matches("已受理。回执：日志 evaluation，序号 57|已评定 1 项|即将重新发送", (await RunAsync(command)).Output);

    private static async Task<Run> RunAsync(string command, params string[] more)
    {
        await using var service = await FakeService.StartAsync((seen, http) =>
        {
            var isTrial = seen.Query.Contains("dryRun=true", StringComparison.Ordinal);
            var receipt = isTrial ? "null" : FakeService.Receipt;
            var outcome = isTrial ? "ready" : "created";
            return seen switch
            {
                { Path: "/api/v1/evidence" } =>
                    FakeService.WriteAsync(http, isTrial ? 200 : 201,
                        $$"""{"sha256":"{{Regex.Match(seen.Body, "[0-9a-f]{64}")}}","receipt":{{receipt}}}"""),
                { Path: "/api/v1/webhooks/government/messages/office/government-181/resend" } =>
                    FakeService.WriteAsync(http, 200, WebhookTests.Waiting),
                { Path: "/api/v1/periods/year" } =>
                    FakeService.WriteAsync(http, isTrial ? 200 : 201, PeriodCommandTests.Year + receipt + "}"),
                { Method: "POST", ContentType: "application/x-ndjson" } =>
                    FakeService.WriteAsync(
                        http, 207,
                        $$"""{"items":[{"line":1,"status":201,"index":{{(isTrial ? "null" : "57")}},"receipt":{{receipt}}}]}"""),
                { Method: "POST" } =>
                    FakeService.WriteAsync(http, isTrial
                        ? 200
                        : 201, $$"""{"rows":[{"row":2,"id":"JA2018-001","outcome":"{{outcome}}","errors":[]}],"receipt":{{receipt}}}"""),
                { Path: "/api/v1/drafts" } =>
                    FakeService.WriteAsync(http, 200, $$"""{"items":[{{Draft}}],"next":null}"""),
                { Path: "/api/v1/worklist" } =>
                    FakeService.WriteAsync(http, 200, $$"""{"items":[{{Target}}],"next":null}"""),
                { Path: "/api/v1/ratings" } =>
                    FakeService.WriteAsync(http, 200, $$"""{"items":[{{Rating}}],"next":null}"""),
                { Path: "/logs/evaluation/access" } =>
                    FakeService.WriteAsync(http, 200, $$"""{"items":[{{Token}}],"next":null}"""),
                _ => FakeService.WriteAsync(http, 404, "{}"),
            };
        });
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf("targets.csv"), "id", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(jtm.PathOf("lines"),
            """{"targetId":"JA2018-028","colour":"green","rationale":"r"}""", TestContext.Current.CancellationToken);
        var words = $"{command} {Lines[command]}".Split(' ')
            .Select(word => word == "{key}" ? PublishedKey.SaveTo(jtm)
                : word.StartsWith('{') ? jtm.PathOf(word.Trim('{', '}')) : word);
        return (await jtm.RunAsync([.. words, .. more])).MustBe(0);
    }
}
