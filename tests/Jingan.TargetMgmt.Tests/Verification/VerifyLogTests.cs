using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Tests.Cli;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Whole logs in folders: untouched, damaged in every file, incomplete, shrunk and forked.</summary>
public sealed class VerifyLogTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public async Task An_untouched_log_of_any_size_is_good(int size)
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(size).WriteTo(jtm.PathOf("log"));
        var run = (await VerifyAsync(jtm, log)).MustBe(0);
        Assert.Contains($"核验通过：{size} 条", run.Output, StringComparison.Ordinal);
        Assert.Contains("见证：two，2026-01-01T00:00:00.000Z", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Of_a_government_log_nothing_is_said_about_assessors()
    {
        using var jtm = new Jtm();
        var log = new TestLog("log.test/government");
        log.Add(TestLog.UnitOf(1));
        log.WriteTo(jtm.PathOf("log"));
        Assert.DoesNotContain("评估员", (await VerifyAsync(jtm, log)).MustBe(0).Output, StringComparison.Ordinal);
    }

    // Root and signatures by Go's x/mod packages; the files from the published seeds.
    [Fact]
    public async Task The_golden_log_is_good_and_its_entries_of_other_types_are_no_fault()
    {
        using var jtm = new Jtm();
        var golden = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "Jingan.TransparencyLog.Tests", "Vectors", "golden-log.json"),
            Ct)).RootElement;
        var log = new TestLog();
        for (var i = 0; i < 70_000; i++)
        {
            log.Add($$"""{"seq":{{i}},"target":"T{{i % 997:D4}}","rating":"{{(i % 3) switch { 0 => "green", 1 => "yellow", _ => "red" }}}"}""");
        }

        log.WriteTo(jtm.PathOf("log"));
        await File.WriteAllTextAsync(jtm.PathOf("log/checkpoint"), golden.GetProperty("checkpoint").GetString(), Ct);
        var witnesses = golden.GetProperty("witnessVkeys").EnumerateArray().Select((w, i) => $"witness w{i} {w}\n");
        await File.WriteAllTextAsync(jtm.PathOf("policy"),
            $"log {golden.GetProperty("vkey")}\n{string.Concat(witnesses)}group g 2 w0 w1\nquorum g\n", Ct);
        var run = (await jtm.RunAsync("verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"), "--json"))
            .MustBe(0);
        Assert.Equal("{\"?\":70000}", run.Json["entries"]!.ToJsonString());
    }

    [Fact]
    public async Task A_changed_byte_in_any_file_is_found_and_the_place_named()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(600).WriteTo(jtm.PathOf("log"));
        foreach (var (path, bytes) in log.Files().Where(f => f.Path is not ("checkpoint" or "key")))
        {
            var altered = (byte[])bytes.Clone();
            altered[^40] ^= 0x20;
            await File.WriteAllBytesAsync(jtm.PathOf("log/" + path), altered, Ct);
            var run = (await VerifyAsync(jtm, log)).MustBe(1);
            Assert.Contains(path.Contains("entries", StringComparison.Ordinal) ? "与 " : path, run.Error,
                StringComparison.Ordinal);
            await File.WriteAllBytesAsync(jtm.PathOf("log/" + path), bytes, Ct);
        }

        (await VerifyAsync(jtm, log)).MustBe(0);
    }

    [Fact]
    public async Task An_altered_entry_is_named_and_so_is_the_root_that_follows_from_it()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(600).WriteTo(jtm.PathOf("log"));
        await AlterAsync(jtm.PathOf("log/tile/entries/001"), "U000300", "U000301");
        var run = (await VerifyAsync(jtm, log)).MustBe(1);
        Assert.Contains("第 300 条记录的哈希", run.Error, StringComparison.Ordinal);
        Assert.Contains("重新计算的根", run.Error, StringComparison.Ordinal);
    }

    // Consistent in itself, as a thorough forger would leave it: only the signature gives it away.
    [Fact]
    public async Task A_log_rebuilt_around_an_altered_entry_is_found_by_its_root()
    {
        using var jtm = new Jtm();
        var honest = TestLog.Of(300);
        var rebuilt = TestLog.Of(299);
        rebuilt.Add("""{"v":1,"type":"unit","version":999}""");
        rebuilt.WriteTo(jtm.PathOf("log"));
        await File.WriteAllBytesAsync(jtm.PathOf("log/checkpoint"), honest.Checkpoint().ToBytes(), Ct);
        var run = (await VerifyAsync(jtm, honest)).MustBe(1);
        Assert.Contains("重新计算的根", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("tile/", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_cut_short_or_grown_are_damage()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(300).WriteTo(jtm.PathOf("log"));
        foreach (var (path, bytes) in log.Files().Where(f => f.Path != "key"))
        {
            await File.WriteAllBytesAsync(jtm.PathOf("log/" + path), bytes[..^1], Ct);
            (await VerifyAsync(jtm, log)).MustBe(1);
            await File.WriteAllBytesAsync(jtm.PathOf("log/" + path), [.. bytes, 0], Ct);
            (await VerifyAsync(jtm, log)).MustBe(1);
            await File.WriteAllBytesAsync(jtm.PathOf("log/" + path), bytes, Ct);
        }
    }

    [Fact]
    public async Task A_missing_file_proves_nothing_but_is_not_passed_over_either()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(600).WriteTo(jtm.PathOf("log"));
        foreach (var (path, bytes) in log.Files().Where(f => f.Path != "key"))
        {
            File.Delete(jtm.PathOf("log/" + path));
            var run = (await VerifyAsync(jtm, log)).MustBe(2);
            Assert.Contains(path == "checkpoint" ? "没有检查点" : "缺少 ", run.Error, StringComparison.Ordinal);
            await File.WriteAllBytesAsync(jtm.PathOf("log/" + path), bytes, Ct);
        }

        File.Delete(jtm.PathOf("log/tile/0/001"));
        File.Delete(jtm.PathOf("log/tile/entries/001"));
        Assert.Contains("无法重新计算", (await VerifyAsync(jtm, log)).MustBe(2).Error, StringComparison.Ordinal);
        await AlterAsync(jtm.PathOf("log/tile/entries/000"), "U000100", "U000101");
        Assert.Contains("第 100 条", (await VerifyAsync(jtm, log)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_tile_may_have_taken_the_place_of_a_partial_one()
    {
        using var jtm = new Jtm();
        TestLog.Of(400).WriteTo(jtm.PathOf("log"));
        var log = TestLog.Of(600).WriteTo(jtm.PathOf("log"));
        await File.WriteAllBytesAsync(jtm.PathOf("log/checkpoint"), log.Checkpoint(size: 400).ToBytes(), Ct);
        File.Delete(jtm.PathOf("log/tile/0/001.p/144"));
        File.Delete(jtm.PathOf("log/tile/entries/001.p/144"));
        (await VerifyAsync(jtm, log)).MustBe(0);
    }

    [Fact]
    public async Task Only_the_pinned_key_and_the_quorum_count()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(10).WriteTo(jtm.PathOf("log"));
        (await VerifyAsync(jtm, new TestLog(seed: 7))).MustBe(1);
        (await VerifyAsync(jtm, new TestLog("other.test/log"))).MustBe(2);
        await File.WriteAllBytesAsync(jtm.PathOf("log/checkpoint"), log.Checkpoint(witnesses: 1).ToBytes(), Ct);
        (await VerifyAsync(jtm, log)).MustBe(2);
        (await jtm.RunAsync("verify", jtm.PathOf("none"), "--policy", jtm.PathOf("policy"))).MustBe(2);
    }

    [Fact]
    public async Task A_log_may_grow_but_not_shrink_or_fork()
    {
        using var jtm = new Jtm();
        string[] state = ["--state", jtm.PathOf("state")];
        var log = TestLog.Of(300).WriteTo(jtm.PathOf("log"));
        (await VerifyAsync(jtm, log, state)).MustBe(0);
        for (var size = 301; size < 900; size += 211)
        {
            TestLog.Of(size).WriteTo(jtm.PathOf("log"));
            (await VerifyAsync(jtm, log, state)).MustBe(0);
        }

        var remembered = await File.ReadAllBytesAsync(jtm.PathOf("state"), Ct);
        await File.WriteAllBytesAsync(jtm.PathOf("log/checkpoint"), log.Checkpoint().ToBytes(), Ct);
        Assert.Contains("日志回退", (await VerifyAsync(jtm, log, state)).MustBe(1).Error, StringComparison.Ordinal);

        var fork = TestLog.Of(722);
        fork.Add(TestLog.UnitOf(900));
        fork.Add(TestLog.UnitOf(901));
        fork.WriteTo(jtm.PathOf("log"));
        Assert.Contains("日志分叉：前 723 条", (await VerifyAsync(jtm, log, state)).MustBe(1).Error, StringComparison.Ordinal);
        Assert.Equal(remembered, await File.ReadAllBytesAsync(jtm.PathOf("state"), Ct));
        (await VerifyAsync(jtm, log)).MustBe(0);
    }

    [Fact]
    public async Task A_fork_is_found_at_every_place_where_the_remembered_tree_can_end()
    {
        using var jtm = new Jtm();
        string[] state = ["--state", jtm.PathOf("state")];
        var log = TestLog.Of(600).WriteTo(jtm.PathOf("log"));
        foreach (var size in (long[])[0, 1, 255, 256, 257, 511, 512, 599, 600])
        {
            await File.WriteAllBytesAsync(jtm.PathOf("state"), log.Checkpoint(size).ToBytes(), Ct);
            (await VerifyAsync(jtm, log, state)).MustBe(0);
            var text = new Checkpoint("log.test/evaluation", size, log.Root(size == 5 ? 6 : 5)).ToText();
            await File.WriteAllBytesAsync(jtm.PathOf("state"), SignedNote.Create(text, log.Signer.Sign(text)).ToBytes(),
                Ct);
            (await VerifyAsync(jtm, log, state)).MustBe(1);
        }
    }

    [Fact]
    public async Task Progress_is_shown_when_asked_for_and_only_then()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(300).WriteTo(jtm.PathOf("log"));
        Assert.Contains("300 / 300", (await VerifyAsync(jtm, log, "--progress")).MustBe(0).Error,
            StringComparison.Ordinal);
    }

    private static Task<Run> VerifyAsync(Jtm jtm, TestLog trusted, params string[] more)
    {
        File.WriteAllText(jtm.PathOf("policy"), trusted.Policy);
        return jtm.RunAsync(["verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"), .. more]);
    }

    private static async Task AlterAsync(string file, string old, string now) => await File.WriteAllBytesAsync(
        file, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Ct))
            .Replace(old, now, StringComparison.Ordinal)), Ct);

    // Within two minutes clocks of several hosts differ; bundles of 256 entries are read side by side and compared in
    // order.
    [Theory]
    [InlineData(600, 300, -121, 1), InlineData(600, 300, -120, 0), InlineData(600, 255, -121, 1), InlineData(600, 256,
        -121, 1), InlineData(600, 599, -121, 1), InlineData(600, 300, 600, 1)]
    public async Task Time_that_runs_backwards_is_named(int size, int at, int seconds, int exit)
    {
        using var jtm = new Jtm();
        var log = new TestLog();
        var start = new DateTimeOffset(2018, 7, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < size; i++)
        {
            var time = i == at ? start.AddSeconds(seconds) : start;
            log.Add(TestLog.UnitOf(i, Jingan.TargetMgmt.Contracts.UtcText.Format(time)));
        }

        log.WriteTo(jtm.PathOf("log"));
        File.WriteAllText(jtm.PathOf("policy"), log.Policy);
        var run = (await jtm.RunAsync("verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"))).MustBe(exit);
        // One that is ahead makes the next one the first that runs back.
        Assert.Equal(exit == 1, run.Error.Contains($"第 {(seconds > 0 ? at + 1 : at)} 条的时间", StringComparison.Ordinal));
    }
}
