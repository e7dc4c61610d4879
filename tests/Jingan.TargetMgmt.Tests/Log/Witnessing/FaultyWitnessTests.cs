using System.Text;
using Jingan.TargetMgmt.Log.Witnessing;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>A witness that fails, whatever the way, is remembered as failing and asked again.
/// It harms neither the log nor the other witnesses.</summary>
public abstract class FaultyWitnessTests(SqlDialect engine)
{
    private static readonly CosignatureSigner Stranger = CosignatureSigner.NewEd25519("witness.example/stranger");

    /// <summary>What it answers, and what is remembered of it.</summary>
    private static readonly Dictionary<string, (Func<WitnessServer, HttpContext, Task> Answer, string Says)> Ways =
        new()
        {
            ["breaks off"] =
                ((_, http) => { http.Abort(); return Task.CompletedTask; }, "cannot be reached, or broke off"),
            ["never answers"] =
            ((_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted), "did not answer within 5 s"),
            ["never ends its answer"] = (NeverEndsAsync, "did not answer within 5 s"),
            ["answers garbage"] = ((_, http) => WitnessServer.SendAsync(http, 200, "text/plain", [0xff, 0x00, 0x0a]),
            "something else than cosignature lines"),
            ["answers nothing"] = ((_, http) => WitnessServer.SendAsync(http, 200, "text/plain", []),
            "something else than cosignature lines"),
            ["answers too much"] =
            ((w, http) => w.AnswerWithAsync(http, text => string.Concat(Enumerable.Repeat(w.Line(text), 200))),
                "more than 16384 bytes"),
            ["answers without end"] = (WithoutEndAsync, "more than 16384 bytes"),
            ["signs something else"] =
            ((w, http) => w.AnswerWithAsync(http, _ => w.Line("something else\n"u8)), "is not over this checkpoint"),
            ["lets another sign"] =
            ((w, http) => w.AnswerWithAsync(http, text => Cosignature.Sign(Stranger, 7, text).ToLine() + "\n"),
                "without a line of the key"),
            ["refuses the key"] = ((_, http) => WitnessServer.SendAsync(http, 403, "text/plain", []), "answers 403"),
            ["does not know the log"] =
                ((_, http) => WitnessServer.SendAsync(http, 404, "text/plain", []), "answers 404"),
            ["refuses the proof"] = ((_, http) => WitnessServer.SendAsync(http, 422, "text/plain", []), "answers 422"),
            ["is out of order"] = ((_, http) => WitnessServer.SendAsync(http, 503, "text/plain", []), "answers 503"),
            ["has an empty conflict"] =
                ((_, http) => WitnessServer.SendAsync(http, 409, "text/plain", []), "answers 409"),
            ["has a conflict of another type"] =
            ((_, http) => WitnessServer.SendAsync(http, 409, "text/plain", "9\n"u8.ToArray()), "answers 409"),
            ["has a conflict without a number"] =
            ((_, http) => WitnessServer.SendAsync(http, 409, TlogSize.MediaType, "+9\n"u8.ToArray()), "answers 409"),
            ["changes its mind for ever"] =
            ((w, http) => WitnessServer.SendAsync(http, 409, TlogSize.MediaType, TlogSize.ToBytes(w.Asked.Count % 3)),
                "not believed"),
            ["says it has seen more"] =
            ((_, http) => WitnessServer.SendAsync(http, 409, TlogSize.MediaType, TlogSize.ToBytes(long.MaxValue)),
                "size 9223372036854775807 and shows none"),
        };

    public static TheoryData<string> AllWays => [.. Ways.Keys];

    [Theory, MemberData(nameof(AllWays))]
    public async Task It_is_remembered_and_asked_again_while_the_other_goes_on(string way)
    {
        await using var faulty = await WitnessServer.StartAsync("witness.example/faulty");
        await using var honest = await WitnessServer.StartAsync("witness.example/honest");
        var (answer, says) = Ways[way];
        faulty.Instead = http => answer(faulty, http);
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, faulty, honest);

        await log.UntilFaultAsync(faulty, says);
        await log.AppendAsync();
        await log.UntilCosignedAsync(honest, 4);
        Assert.Null(log.StandingOf(faulty).CosignedSize);
        Assert.Null(log.Db.Log.Doubt);
        var verified = await log.VerifyCheckpointAsync(1);
        Assert.Equal(["witness.example/honest"], verified.Witnesses.Select(w => w.Name));

        faulty.Instead = null;
        await log.UntilCosignedAsync(faulty, 4);
        await log.UntilAsync(
            () => log.StandingOf(faulty).Fault is null, "the fault is forgotten once its line is stored");
    }

    [Fact]
    public async Task One_that_is_down_is_remembered_without_its_address()
    {
        var down = await WitnessServer.StartAsync("witness.example/down");
        await using var log = await WitnessedLog.StartAsync(engine, 1, 1, down);
        await log.UntilCosignedAsync(down, 1);
        await down.DisposeAsync();
        await log.AppendAsync();
        await log.UntilFaultAsync(down, "cannot be reached");
        Assert.DoesNotContain("127.0.0.1", log.StandingOf(down).Fault!.ToString()!, StringComparison.Ordinal);
        Assert.Equal(1, log.StandingOf(down).CosignedSize);
    }

    [Theory, InlineData(301), InlineData(302), InlineData(307), InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = await WitnessServer.StartAsync("witness.example/one");
        await using var faulty = await WitnessServer.StartAsync("witness.example/one");
        faulty.Instead = http =>
        {
            http.Response.Headers.Location = elsewhere.Url + "/add-checkpoint";
            return WitnessServer.SendAsync(http, status, "text/plain", []);
        };
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, faulty);
        await log.UntilFaultAsync(faulty, $"answers {status}: a redirect");
        await log.UntilAsync(() => faulty.Asked.Count > 1, "it is asked again");
        Assert.Equal(0, elsewhere.Calls);
    }

    [Fact]
    public void It_is_asked_less_and_less_often_up_to_every_five_minutes() => Assert.Equal(
        [1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300],
        Enumerable.Range(0, 12).Select(failures => WitnessFeeder.PauseAfter(failures).TotalSeconds));

    [Fact]
    public async Task While_all_of_them_hang_writes_go_on()
    {
        await using var one = await WitnessServer.StartAsync("witness.example/one");
        await using var two = await WitnessServer.StartAsync("witness.example/two");
        (one.Instead, two.Instead) = (HangAsync, HangAsync);
        await using var log = await WitnessedLog.StartAsync(engine, 0, 2, one, two);
        await log.UntilAsync(() => one.Asked.Count > 0 && two.Asked.Count > 0, "both hang");
        await log.AppendAsync(100);
        Assert.Equal(100, log.Db.Log.Newest!.Size);
        Assert.Null(log.Db.WitnessStates.WitnessedSize);
    }

    private static Task HangAsync(HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted);

    private static async Task NeverEndsAsync(WitnessServer witness, HttpContext http)
    {
        await http.Response.WriteAsync("— witness");
        await http.Response.Body.FlushAsync();
        await HangAsync(http);
    }

    private static async Task WithoutEndAsync(WitnessServer witness, HttpContext http)
    {
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 4096)), http.RequestAborted);
        }
    }
}

public sealed class SqliteFaultyWitnessTests() : FaultyWitnessTests(SqlDialect.Sqlite);

public sealed class SqlServerFaultyWitnessTests() : FaultyWitnessTests(TestServer.DialectOrSkip());
