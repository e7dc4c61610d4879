using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Tests;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>The alerts and the dashboard that are delivered speak of what the service exports, and each alert says what
/// to do.</summary>
[Collection(typeof(Alone))]
public sealed partial class AlertTests : IDisposable
{
    private readonly SplitFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Every_figure_in_an_alert_or_on_the_dashboard_is_one_that_the_service_exports()
    {
        var door = _service.OpenDoor();
        var secret = Path.Combine(_service.Folder, "secret");
        await File.WriteAllTextAsync(secret, $"whsec_{Convert.ToBase64String(new byte[32])}", Http.Ct);
        foreach (var (key, value) in (IEnumerable<(string, string)>)
                 [("AllowPrivate", "true"), ("Endpoints:0:Name", "oa"), ("Endpoints:0:Url", "http://127.0.0.1:1/"),
                     ("Endpoints:0:SecretFile", secret)])
        {
            _service.Settings[$"Webhooks:{key}"] = value;
        }

        _service.Settings["Government:Log:Witnesses:0:VerifierKey"] =
            CosignatureSigner.NewEd25519("witness.example/paper").VerifierKey.ToString();
        await _service.ReportAsync(3.1m);
        var text = await _service.ScrapeUntilAsync(door, "jingan_evidence_files 0");
        var exported = Scraping.LabelsIn(text);
        var queries = DeliveredQuery.All().ToList();
        var wanted = queries.SelectMany(q => q.Names).Distinct().ToList();
        Assert.Contains("jingan_log_witness_behind_seconds", wanted);
        Assert.Empty(wanted.Except(Scraping.NamesIn(text)));
        Assert.Empty(queries.SelectMany(q => q.Faults(exported)));
    }

    [Theory]
    [InlineData("jingan_log_size{side=\"government\"}", "", "jingan_log_size has no side")]
    [InlineData("jingan_log_size{jingan_side=\"left\"}", "", "jingan_side is never left")]
    [InlineData("sum by (side) (jingan_log_size)", "", "grouped by side")]
    [InlineData("jingan_log_size", "{{side}}", "shows side")]
    [InlineData("sum by (job) (jingan_log_size)", "{{ $labels.jingan_side }}", "shows jingan_side")]
    [InlineData("sum by (jingan_side) (rate(jingan_log_size{job=~\"$job\"}[5m]))", "{{jingan_side}}", null)]
    public void A_label_that_is_not_there_would_be_found(string expression, string shown, string? fault)
    {
        var exported = Scraping.LabelsIn("jingan_log_size{jingan_side=\"government\"} 1\n");
        Assert.Equal(
            fault is null ? null : $"x: {fault}",
            new DeliveredQuery("x", expression, shown).Faults(exported).SingleOrDefault());
    }

    [Fact]
    public void There_are_ten_alerts_and_each_says_in_both_languages_what_is_and_what_to_do()
    {
        var alerts = DeliveredQuery.Alerts();
        Assert.Equal(10, alerts.Select(a => a["alert"]).Distinct().Count());
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var anchors = Heading().Matches(manual)
            .Select(m => m.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'))
            .ToHashSet();
        Assert.All(alerts, alert =>
        {
            Assert.Matches(@"[\u4e00-\u9fff].* / .*[a-z]{3}", alert["summary"]);
            Assert.Matches(@"[\u4e00-\u9fff].* / .*[a-z]{3}", alert["action"]);
            Assert.StartsWith("docs/operations.md#", alert["runbook"], StringComparison.Ordinal);
            Assert.Contains(alert["runbook"].Split('#')[1], anchors);
            Assert.Contains($"| `{alert["alert"]}` |", manual, StringComparison.Ordinal);
            Assert.Contains(alert["severity"], (string[])["critical", "warning", "info"]);
        });
    }

    [Fact]
    public void Every_figure_of_the_manual_is_in_the_table_by_both_names()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var named = Repository.Sources.Values.SelectMany(s => Instrument().Matches(s).Select(m => m.Groups[1].Value))
            .Distinct().ToList();
        Assert.True(named.Count > 15, string.Join(' ', named));
        Assert.All(named, name => Assert.Contains($"`{name}`", manual, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^#{2,3} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("\"(jingan\\.[a-z_.]+)\",?\\s*(\"(s|By|1|\\{)|\\(\\) =>|Expiring)")]
    private static partial Regex Instrument();
}
