using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>How far the red has got when a way begins.</summary>
public enum Stage
{
    /// <summary>The unit has reported what makes it red; the period runs.</summary>
    Reported,

    /// <summary>The red is signed, under embargo; the period runs.</summary>
    Rated,

    /// <summary>The period is closed and its report issued: everybody sees the red.</summary>
    Released,
}

/// <summary>A target that is red in 2018-06, on database files, since a file is what can be put back. Each stage is
/// made once; every way begins on a copy of it.</summary>
public sealed class RedRating : IAsyncLifetime
{
    public const string Period = "2018-06", Title = "建设公共绿地7万平方米", Unit = "静安区绿化和市容管理局";

    private readonly Dictionary<Stage, Kept> _stages = [];
    private JsonObject _green = [];
    private bool _isRunning;

    /// <summary>The service over those files.</summary>
    public RestartedFactory Service { get; } = new();

    /// <summary>Log index of the red rating.</summary>
    public long Index { get; private set; }

    private string Policy => Path.Combine(Service.Folder, "policy");

    private string State => Path.Combine(Service.Folder, "state");

    public async ValueTask InitializeAsync()
    {
        Start();
        await Service.RegisterAsync();
        Assert.Equal(200, (await PutPeriodAsync("2018-07-20")).Status);
        await Service.ReportAsync(1m);
        await File.WriteAllTextAsync(Policy, await PolicyAsync(), Http.Ct);
        await KeepAsync(Stage.Reported);
        Start();

        Assert.Equal("red", (string?)(await Service.ClaimsAsync())["colour"]);
        _green = await Service.ClaimsAsync(colour: "green"); // what the office would like to see instead
        _green["divergence"] = new JsonObject { ["code"] = "qualityDefect", ["reason"] = "另有说明" };
        Index = await Service.RatedAsync(await Service.ClaimsAsync());
        await KeepAsync(Stage.Rated);
        Start();

        await Service.CloseAsync();
        Assert.Equal(201, (await Service.IssueAsync()).Status);
        await KeepAsync(Stage.Released);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Service.Dispose();
    }

    /// <summary>Puts the files of a stage in their place and starts the service on them.</summary>
    public async Task<RestartedFactory> BeginAsync(Stage stage)
    {
        await PutBackAsync(stage);
        Start();
        return Service;
    }

    /// <summary>The same without the start: whoever has the files has them now.</summary>
    public async Task PutBackAsync(Stage stage)
    {
        await StopAsync();
        foreach (var file in Directory.GetFiles(Service.Folder))
        {
            File.Delete(file);
        }

        foreach (var (name, bytes) in _stages[stage].Files)
        {
            await PutAsync(name, bytes);
        }

        Service.Clock.AdjustTime(_stages[stage].At);
    }

    /// <summary>A file of the service's folder as it was at a stage.</summary>
    public byte[] FileOf(Stage stage, string name) => _stages[stage].Files[name];

    public Task PutAsync(string name, byte[] bytes) =>
        File.WriteAllBytesAsync(Path.Combine(Service.Folder, name), bytes, Http.Ct);

    public void Start()
    {
        Service.Start();
        _isRunning = true;
    }

    public async Task StopAsync()
    {
        if (_isRunning)
        {
            _isRunning = false;
            await Service.StopAsync();
        }
    }

    /// <summary>A rating in green with which the red would be replaced;
    /// the assessor's signature under it would be good.</summary>
    public JsonObject Green()
    {
        var claims = _green.DeepClone().AsObject();
        (claims["supersedes"], claims["reason"]) = (Index, "更正");
        return claims;
    }

    /// <summary>What decides the colour of the target, as the evaluator has it before him.</summary>
    public async Task<string> JudgedAsync()
    {
        var item = (await Service.Evaluator.ReadAsync($"worklist?period={Period}&target={Reporting.Target}")).Items
            .Single()!;
        return string.Join(
            '\n', item["targetVersion"], item["title"], item["class"], item["state"],
            item["suggestion"]!.ToJsonString(), item["basis"]!.ToJsonString(), item["facts"]!.ToJsonString());
    }

    /// <summary>What everybody sees of the released red: in the lists, in the reports,
    /// in the report as it was issued.</summary>
    public async Task<string> SeenAsync()
    {
        string[] paths =
        [
            $"ratings?period={Period}", $"evaluation-reports/{Period}", $"reports/overview?period={Period}",
            $"reports/units?period={Period}", $"reports/completeness?period={Period}", "reports/matrix?year=2018",
        ];
        var answers = await Task.WhenAll(paths.Select(p => Service.Office.ReadAsync(p)));
        foreach (var answer in answers)
        {
            Assert.Equal(200, answer.Status);
            foreach (var member in (string[])["logs", "changed", "sinceClose"])
            {
                answer.Body!.AsObject().Remove(member); // how far the logs had got, and what is listed beside
            }
        }

        // next year's reader looks at the year's targets, those of after the close among them
        var matrix = answers[^1]["rows"].AsArray();
        matrix.Where(r => (string?)r!["targetId"] != Reporting.Target).ToList().ForEach(r => matrix.Remove(r));

        return string.Join('\n', answers.Select(a => a.Body!.ToJsonString()));
    }

    /// <summary>The honest course of things to its end, whatever happened before: rated, closed, issued. What everybody
    /// is then shown is red, as it was judged, and verifies.</summary>
    public async Task EndsInRedAsync(bool closes = true)
    {
        if ((await Service.RatedIndexesAsync()).Count == 0)
        {
            var claims = await Service.ClaimsAsync();
            Assert.Equal("red", (string?)claims["suggested"]);
            await Service.RatedAsync(claims);
        }

        if (closes)
        {
            await Service.CloseAsync();
        }

        Assert.Equal(201, (await Service.IssueAsync()).Status);
        await ShowsRedAsync();
        Assert.Contains("recomputed from the government log", await VerifyAsync(0, "--period", Period),
            StringComparison.Ordinal);
    }

    /// <summary>Everybody is shown the red, beside what was judged.</summary>
    public async Task ShowsRedAsync()
    {
        var rating = (await Service.Office.ReadAsync($"evaluation-reports/{Period}"))["ratings"].AsArray().Single()!;
        Assert.Equal(("red", "red", Reporting.Lead, Title), ((string?)rating["colour"], (string?)rating["suggested"],
            (string?)rating["leadUnit"], (string?)rating["judged"]!["title"]));
        Assert.Null(rating["divergence"]); // nobody can hold it against the evaluator
        var item = (await Service.Office.ReadAsync($"reports/overview?period={Period}"))["attention"].AsArray()
            .Single()!;
        Assert.Equal(
            ("red", Title, Unit), ((string?)item["colour"], (string?)item["title"], (string?)item["unitName"]));
    }

    /// <summary>The side is, or becomes within the round that a start begins,
    /// read-only for a reason that names what was found; it takes no writes.</summary>
    public async Task IsReadOnlyAsync(string side, string reason)
    {
        var client = Service.Anonymous;
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("en"));
        var ready = await client.ReadAsync("/health/ready");
        for (var attempt = 0; ready.Status == 200 && attempt < 3000; attempt++)
        {
            await Task.Delay(20, Http.Ct);
            ready = await client.ReadAsync("/health/ready");
        }

        Assert.Equal((503, "readOnly"), (ready.Status, (string?)ready["status"]));
        Assert.Contains(reason, (string?)ready["logs"].AsArray().Single(l => (string?)l!["log"] == side)!["readOnly"],
            StringComparison.Ordinal);
        Refused(503, "log_in_doubt", side == "evaluation"
            ? await Service.Evaluator.PostAsync("second-marks/samples", new { period = Period, share = 0 })
            : await Service.SubmitAsync(Reporting.Value(7)));
        Assert.True(side == "government" || (await Service.RateAsync(Green())).Status >= 400);
    }

    public Task IsCheckedAndReadyAsync() => Service.IsCheckedAndReadyAsync();

    public static void Refused(int status, string code, Answer answer) =>
        Assert.Equal((status, code), (answer.Status, answer.Code));

    /// <summary>What <c>jtm verify</c> says of the served evaluation log,
    /// its ground in the government log and the checkpoint that was remembered.</summary>
    public async Task<string> VerifyAsync(int expected, params string[] more)
    {
        await using StringWriter output = new(), error = new();
        string[] verify =
        [
            "verify", $"{Service.AddressOf("evaluation")}logs/evaluation", "--government",
            $"{Service.AddressOf("government")}logs/government", "--server", $"{Service.AddressOf("evaluation")}",
            "--policy", Policy, "--state", State, "--lang", "en", .. more,
        ];
        var exit = await JtmCommand.RunAsync(verify, output, error, Service.Clock,
            name => name == "JTM_TOKEN" ? Service.TokenOf("auditor") : null, Http.Ct);
        Assert.True(exit == expected, $"exit {exit}\n{output}\n{error}");
        return $"{output}{error}";
    }

    /// <summary>As somebody verifies who has not done it before.</summary>
    public void ForgetState() => File.Delete(State);

    public Task<Answer> PutPeriodAsync(string closesOn, string? reason = null) => Service.Office.PutAsync(
        $"periods/{Period}",
        new
        {
            startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn = "2018-06-01", dueOn = "2018-07-10", closesOn,
            reason,
        });

    // Whoever verifies gets the keys elsewhere.
    private async Task<string> PolicyAsync()
    {
        var keys = await Task.WhenAll(((string[])["government", "evaluation"])
            .Select(side => Service.Anonymous.GetStringAsync($"/logs/{side}/key", Http.Ct)));
        return string.Concat(keys.Select(key => "log " + key)) + "quorum none\n";
    }

    // Verified, looked at and stopped, so that there is a checkpoint to remember and a mark beside the database.
    private async Task KeepAsync(Stage stage)
    {
        await VerifyAsync(0);
        await IsCheckedAndReadyAsync();
        await StopAsync();
        _stages[stage] = new(
            Directory.GetFiles(Service.Folder)
                .Concat(Directory.GetFiles(Path.Combine(Service.Folder, "keys"), "*.mark"))
                .ToDictionary(f => Path.GetRelativePath(Service.Folder, f), File.ReadAllBytes),
            Service.Clock.GetUtcNow());
    }

    private sealed record Kept(IReadOnlyDictionary<string, byte[]> Files, DateTimeOffset At);
}
