using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The bad day, as docs/disaster.md tells it: the machine is gone, the newest copy with it, and last night's
/// backup is all there is. It goes on under a new key; what is lost can be named, nobody is told otherwise.</summary>
public sealed class DisasterTests : IDisposable
{
    private const string NewOrigin = "next.example/government";

    private readonly RestartedFactory _service = new();

    // what was not on the machine
    private readonly string _apart = Directory.CreateTempSubdirectory("disaster").FullName;

    public void Dispose()
    {
        _service.Dispose();
        Directory.Delete(_apart, recursive: true);
    }

    [Fact]
    public async Task The_newest_copy_is_lost_an_older_one_is_adopted_and_everybody_can_tell()
    {
        // Before: a report, the backup, another report; a witness and an outsider have seen both.
        _service.Start();
        var kept = await ReportAsync("kept", 3.1m);
        await JtmAsync(0, "key", "witness", "--name", "witness.example", "--out", Of("witness.pem"));
        var backup = (string)JsonNode.Parse(await JtmAsync(0, "backup", Of("backups"), "--data", _service.Folder,
            "--json"))!["folder"]!;
        var lost = await ReportAsync("lost", 4m);
        var oldKey = await KeyAsync("old-policy");
        await JtmAsync(0, "verify", Served, "--policy", Of("old-policy"), "--state", Of("state"));
        await WitnessAsync(0);
        Directory.CreateDirectory(Of("safe"));
        foreach (var key in Directory.GetFiles(Path.Combine(_service.Folder, "keys"), "*.pem"))
        {
            File.Copy(key, Path.Combine(Of("safe"), Path.GetFileName(key)));
        }

        await _service.StopAsync();

        // 1. Restore, and put the keys back from the safe: the start asks.
        await JtmAsync(0, "restore", backup, "--into", Of("data"));
        Directory.Move(Of("safe"), Path.Combine(Of("data"), "keys"));
        _service.Settings["Storage:Directory"] = Of("data");
        _service.Start();
        var asked = await _service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal(503, asked.Status);
        Assert.Contains("jtm adopt", asked.Body!.ToJsonString(), StringComparison.Ordinal);
        await _service.StopAsync();

        // 2. Ask who has seen more: the old key may not go on.
        string[] adopt = ["adopt", "--side", "government", "--data", Of("data"), "--checkpoint", Of("state"),
            "--reason", "主机损毁，由昨夜备份恢复", "--yes"];
        Assert.Contains("one key signs no second history", await JtmAsync(1, adopt), StringComparison.Ordinal);

        // 3. A new name and key for that side, the other side as it is; both are adopted.
        var next = Path.Combine(Of("data"), "keys", "next.pem");
        await JtmAsync(0, "key", "log", "--origin", NewOrigin, "--out", next);
        var settings = new JsonObject
        {
            ["Government:Log:Origin"] = NewOrigin, ["Government:Log:KeyFile"] = next,
        };
        await File.WriteAllTextAsync(Of("settings.json"), settings.ToJsonString(), Http.Ct);
        var shown = await JtmAsync(0, [.. adopt, "--config", Of("settings.json"), "--vkey", oldKey]);
        Assert.Contains($"entries {lost.Index} to {lost.Index} are lost", shown, StringComparison.Ordinal);
        await JtmAsync(0, "adopt", "--side", "evaluation", "--data", Of("data"), "--reason", "主机损毁", "--yes");
        (_service.Settings["Government:Log:Origin"], _service.Settings["Government:Log:KeyFile"]) = (NewOrigin, next);
        _service.Start();
        await _service.IsCheckedAndReadyAsync();

        // 4. Outsiders and witnesses: the new log is verified by its new key, and says what happened.
        await KeyAsync("policy");
        Assert.Contains($"the operator has adopted the log of {lost.Index} entries",
            await JtmAsync(0, "verify", Served, "--policy", Of("policy")), StringComparison.Ordinal);
        Assert.Contains($"entries {lost.Index} to {lost.Index} are not in the log any more",
            await JtmAsync(1, "verify", Served, "--policy", Of("policy"), "--state", Of("state")),
            StringComparison.Ordinal);
        await WitnessAsync(0); // a log that it has not seen before

        // 5. What is lost is named by its receipt: the old key vouches for it, and the log does not have it.
        foreach (var receipt in (Receipt[])[kept, lost])
        {
            await JtmAsync(0, "verify", Of($"{receipt.Name}.tlog-proof"), "--entry", Of($"{receipt.Name}.json"),
                "--policy", Of("old-policy"));
            Assert.Equal(receipt == kept ? 200 : 404,
                (await _service.Office.ReadAsync($"/logs/government/find/{receipt.LeafHash}")).Status);
        }

        // 6. The unit reports again, later, and it goes on.
        _service.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEqual(lost.LeafHash, (await ReportAsync("again", 4m)).LeafHash);
    }

    private sealed record Receipt(string Name, long Index, string LeafHash);

    private string Served => $"{_service.AddressOf("government")}logs/government";

    private string Of(string name) => Path.Combine(_apart, name);

    private async Task<Receipt> ReportAsync(string name, decimal value)
    {
        var receipt = (await _service.ReportAsync(value))["receipt"]!;
        var index = (long)receipt["index"]!;
        foreach (var (path, file) in (IEnumerable<(string, string)>)[("proof", "tlog-proof"), ("entry", "json")])
        {
            await File.WriteAllBytesAsync(Of($"{name}.{file}"),
                await _service.Office.GetByteArrayAsync($"/logs/government/{path}/{index}", Http.Ct), Http.Ct);
        }

        return new(name, index, (string)receipt["leafHash"]!);
    }

    // By a way that does not lead over the service, in earnest.
    private async Task<string> KeyAsync(string policy)
    {
        var key = (await _service.Anonymous.GetStringAsync("/logs/government/key", Http.Ct)).Trim();
        await File.WriteAllTextAsync(Of(policy), $"log {key}\nquorum none\n", Http.Ct);
        return key;
    }

    private async Task WitnessAsync(int expected)
    {
        var key = (await _service.Anonymous.GetStringAsync("/logs/government/key", Http.Ct)).Trim();
        await File.WriteAllBytesAsync(Of("request"), await _service.Anonymous.GetByteArrayAsync(
            "/logs/government/add-checkpoint?old=0", Http.Ct), Http.Ct);
        await JtmAsync(expected, "witness", "sign", Of("request"), "--key", Of("witness.pem"), "--name",
            "witness.example", "--log", key, "--state", Of("witness-state"));
    }

    private async Task<string> JtmAsync(int expected, params string[] args)
    {
        await using StringWriter output = new(), error = new();
        var exit = await JtmCommand.RunAsync([.. args, "--lang", "en"], output, error, _service.Clock,
            name => name == "JTM_TOKEN" ? _service.TokenOf("auditor") : null, Http.Ct);
        Assert.True(exit == expected, $"exit {exit}: {string.Join(' ', args)}\n{output}\n{error}");
        return output.ToString() + error;
    }
}
