using System.Text;
using Jingan.TargetMgmt.Tests.Verification;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class WitnessCommandTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("log", "--origin", "")]
    [InlineData("log", "--origin", "--sm2")]
    [InlineData("witness", "--name", "")]
    public async Task A_new_key_is_its_owners_only_and_its_vkey_is_shown(string kind, string option, string more)
    {
        using var jtm = new Jtm();
        string[] make =
        [
            "key", kind, option, "name.test/1", "--out", jtm.PathOf("k.pem"),
            .. more.Length > 0 ? [more] : Array.Empty<string>(),
        ];
        var vkey = (await jtm.RunAsync([.. make, "--json"])).MustBe(0).Json["vkey"]!.ToString();
        var pem = await File.ReadAllTextAsync(jtm.PathOf("k.pem"), Ct);
        var read = kind == "log"
            ? NoteSigner.FromPem("name.test/1", pem).VerifierKey
            : CosignatureSigner.FromPem("name.test/1", pem).VerifierKey;
        Assert.Equal(read.ToString(), vkey);
        Assert.Equal(more == "--sm2", read.Algorithm == NoteAlgorithm.Unassigned);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(jtm.PathOf("k.pem")));
        }

        Assert.Contains("不会覆盖", (await jtm.RunAsync(make)).MustBe(1).Error, StringComparison.Ordinal);
        Assert.Equal(pem, await File.ReadAllTextAsync(jtm.PathOf("k.pem"), Ct));
        (await jtm.RunAsync("key", kind, option, "a+b", "--out", jtm.PathOf("other.pem"))).MustBe(2);
    }

    [Fact]
    public async Task An_air_gapped_witness_keeps_the_same_rules()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        var signed = (await SignAsync(jtm, log, 0, 7)).MustBe(0);
        Assert.True(NoteSignature.TryParseLines(Encoding.UTF8.GetBytes(signed.Output), out var lines, out _));
        Assert.True(Cosignature.TryVerify(RunningWitness.Signer.VerifierKey, log.Checkpoint(7).Text.Span,
            Assert.Single(lines), out _));
        Assert.Contains("old=7", (await SignAsync(jtm, log, 0, 20)).MustBe(1).Error, StringComparison.Ordinal);
        var fork = TestLog.Of(6);
        fork.Add("""{"v":1,"type":"unit"}""");
        Assert.Contains("422", (await SignAsync(jtm, fork, 7, 7)).MustBe(1).Error, StringComparison.Ordinal);
        (await SignAsync(jtm, log, 7, 20)).MustBe(0);

        await File.WriteAllTextAsync(jtm.PathOf("request"), "old x", Ct);
        (await RunSignAsync(jtm, log)).MustBe(2);
        await File.WriteAllBytesAsync(jtm.PathOf("request"), new byte[70_000], Ct);
        (await RunSignAsync(jtm, log)).MustBe(2);
    }

    [Fact]
    public async Task One_folder_serves_one_witness_at_a_time()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        await using (await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey))
        {
            Assert.Contains("另一个见证进程", (await SignAsync(jtm, log, 0, 7)).MustBe(2).Error, StringComparison.Ordinal);
        }

        (await SignAsync(jtm, log, 0, 7)).MustBe(0);
    }

    [Fact]
    public async Task Without_what_it_has_cosigned_a_witness_does_not_sign_on()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        (await SignAsync(jtm, log, 0, 7)).MustBe(0);
        var state = Directory.GetFiles(jtm.PathOf("witness"), "checkpoint", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(state, Ct);
        foreach (var broken in (byte[][])[[], bytes[..^10], TestLog.Of(6).Checkpoint().Text.ToArray(),
            new TestLog("other.test/log").Checkpoint().ToBytes()])
        {
            await File.WriteAllBytesAsync(state, broken, Ct);
            Assert.Contains("未启动", (await SignAsync(jtm, log, 7, 20)).MustBe(2).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keys_that_are_none_are_refused_before_anything_is_signed()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        (await SignAsync(jtm, log, 0, 7)).MustBe(0);
        string[] sign = ["witness", "sign", jtm.PathOf("request"), "--name", "w.test", "--state", jtm.PathOf("s")];
        (await jtm.RunAsync([.. sign, "--key", jtm.PathOf("w.pem"), "--log", "nonsense"])).MustBe(2);
        (await jtm.RunAsync([.. sign, "--key", jtm.PathOf("w.pem"), "--log",
            RunningWitness.Signer.VerifierKey.ToString()])).MustBe(2);
        (await jtm.RunAsync([.. sign, "--key", jtm.PathOf("none"), "--log", log.Signer.VerifierKey.ToString()]))
            .MustBe(2);
        (await jtm.RunAsync([.. sign, "--key", PublishedKey.SaveTo(jtm), "--log", log.Signer.VerifierKey.ToString()]))
            .MustBe(2);
    }

    [Fact]
    public async Task Serve_listens_until_it_is_stopped()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        await File.WriteAllTextAsync(jtm.PathOf("w.pem"), RunningWitness.Signer.ToPem(), Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var output = new StringWriter();
        var shown = TextWriter.Synchronized(output);
        var serving = Jingan.TargetMgmt.Cli.JtmCommand.RunAsync(
            ["witness", "serve", "--key", jtm.PathOf("w.pem"), "--name", "witness.test", "--log",
                log.Signer.VerifierKey.ToString(),
                "--state", jtm.PathOf("witness"), "--urls", "http://127.0.0.1:0"],
            shown, shown, jtm.Clock, _ => null, stop.Token);
        string? address = null;
        for (var i = 0; i < 3000 && address is null && !serving.IsCompleted; i++)
        {
            await Task.Delay(20, Ct);
            lock (shown)
            {
                address = output.ToString()
                    .Split('\n')
                    .FirstOrDefault(l => l.StartsWith("监听 ", StringComparison.Ordinal))
                    ?[3..]
                    .Trim();
            }
        }

        using var http = new HttpClient { BaseAddress = new(address!) };
        using var body = new ByteArrayContent(new AddCheckpointRequest(0, [], log.Checkpoint(7).ToBytes()).ToBytes());
        using var answer = await http.PostAsync("add-checkpoint", body, Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        await stop.CancelAsync();
        Assert.Equal(0, await serving);
        Assert.Contains("200 cosigned", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Run> SignAsync(Jtm jtm, TestLog log, long old, long size)
    {
        var request = new AddCheckpointRequest(old, log.Consistency(old, size), log.Checkpoint(size, witnesses: 0)
            .ToBytes());
        await File.WriteAllBytesAsync(jtm.PathOf("request"), request.ToBytes(), Ct);
        await File.WriteAllTextAsync(jtm.PathOf("w.pem"), RunningWitness.Signer.ToPem(), Ct);
        return await RunSignAsync(jtm, log);
    }

    private static Task<Run> RunSignAsync(Jtm jtm, TestLog log) => jtm.RunAsync(
        "witness", "sign", jtm.PathOf("request"), "--key", jtm.PathOf("w.pem"), "--name", "witness.test", "--log",
        log.Signer.VerifierKey.ToString(),
        "--state", jtm.PathOf("witness"));
}
