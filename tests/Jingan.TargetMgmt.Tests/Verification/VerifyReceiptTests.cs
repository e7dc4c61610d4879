using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Tests.Cli;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Verification;

public sealed class VerifyReceiptTests
{
    private static readonly TestLog Log = TestLog.Of(300);

    [Fact]
    public async Task An_untouched_receipt_is_good_and_says_who_vouches_for_it()
    {
        using var jtm = new Jtm();
        var run = (await VerifyAsync(jtm, Log.Receipt(7).ToBytes(), Log.Entries[7])).MustBe(0);
        Assert.Contains(Log.Signer.VerifierKey.ToString(), run.Output, StringComparison.Ordinal);
        Assert.Contains("第 7 条", run.Output, StringComparison.Ordinal);
        Assert.Contains("one，2026-01-01T00:00:00.000Z", run.Output, StringComparison.Ordinal);
        Assert.Contains("two，", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task For_programs_it_is_one_object()
    {
        using var jtm = new Jtm();
        var json = (await VerifyAsync(jtm, Log.Receipt(299).ToBytes(), Log.Entries[299], "--json")).MustBe(0).Json;
        Assert.Equal(
            ["log.test/evaluation", "299", "300", Log.LeafHash(299), "2"],
            new JsonNode?[]
            {
                json["log"], json["index"], json["size"], json["leafHash"], json["witnesses"]!.AsArray().Count,
            }.Select(n => n!.ToString()));
    }

    [Fact]
    public async Task Another_entry_or_another_index_is_not_what_the_receipt_is_for()
    {
        using var jtm = new Jtm();
        Assert.Contains("这份回执与记录不符", (await VerifyAsync(jtm, Log.Receipt(7).ToBytes(), Log.Entries[8])).MustBe(1).Error,
            StringComparison.Ordinal);
        var moved = Encoding.UTF8.GetString(Log.Receipt(7).ToBytes())
            .Replace("index 7\n", "index 8\n", StringComparison.Ordinal);
        (await VerifyAsync(jtm, Encoding.UTF8.GetBytes(moved), Log.Entries[7])).MustBe(1);
    }

    // A line break at the end, as editors like to add, is another entry.
    [Fact]
    public async Task The_entry_is_taken_byte_for_byte()
    {
        using var jtm = new Jtm();
        (await VerifyAsync(jtm, Log.Receipt(7).ToBytes(), [.. Log.Entries[7], (byte)'\n'])).MustBe(1);
    }

    [Fact]
    public async Task No_byte_of_a_receipt_can_be_changed()
    {
        using var jtm = new Jtm();
        var receipt = Log.Receipt(7).ToBytes();
        for (var i = 0; i < receipt.Length; i += 7)
        {
            // Whatever the byte was part of, nothing is accepted; where the name of the log or of a witness is hit,
            // the policy knows nothing of it.
            var altered = (byte[])receipt.Clone();
            altered[i] ^= 0x01;
            var run = await VerifyAsync(jtm, altered, Log.Entries[7]);
            Assert.True(run.Exit is 1 or 2, $"byte {i}: exit {run.Exit} {run.Error}");
        }
    }

    [Fact]
    public async Task A_bad_signature_is_damage_and_a_missing_witness_is_not()
    {
        using var jtm = new Jtm();
        var other = new TestLog(seed: 9);
        Log.Entries.ForEach(e => other.Add(Encoding.UTF8.GetString(e)));
        Assert.Contains(
            "不是策略文件所列的", (await VerifyAsync(jtm, other.Receipt(7).ToBytes(), Log.Entries[7])).MustBe(1).Error,
            StringComparison.Ordinal);

        var text = Log.Checkpoint().Text.ToArray();
        var forged = Log.Checkpoint(witnesses: 1)
            .With(Cosignature.Sign(Log.Witnesses[1], 5, [.. text, (byte)'x', (byte)'\n']));
        Assert.Contains("签名无效", (await VerifyAsync(jtm, Receipt(forged), Log.Entries[7])).MustBe(1).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "见证不足", (await VerifyAsync(jtm, Receipt(Log.Checkpoint(witnesses: 1)), Log.Entries[7])).MustBe(2).Error,
            StringComparison.Ordinal);

        static byte[] Receipt(SignedNote checkpoint) => new TlogProof(7, Log.Receipt(7).Hashes, checkpoint).ToBytes();
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_read_proves_nothing()
    {
        using var jtm = new Jtm();
        var (receipt, entry, policy) = Save(jtm, Log.Receipt(7).ToBytes(), Log.Entries[7]);
        (await jtm.RunAsync("verify", jtm.PathOf("none"), "--entry", entry, "--policy", policy)).MustBe(2);
        (await jtm.RunAsync("verify", receipt, "--entry", jtm.PathOf("none"), "--policy", policy)).MustBe(2);
        (await jtm.RunAsync("verify", receipt, "--policy", policy)).MustBe(2);
        (await jtm.RunAsync("verify", receipt, "--entry", entry)).MustBe(2);
        (await jtm.RunAsync("verify", receipt, "--entry", entry, "--policy", jtm.PathOf("none"))).MustBe(2);
        await File.WriteAllTextAsync(
            policy, Log.Policy.Replace("quorum both", "quorum three", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        Assert.Contains(
            "three", (await jtm.RunAsync("verify", receipt, "--entry", entry, "--policy", policy)).MustBe(2).Error,
            StringComparison.Ordinal);
        await File.WriteAllTextAsync(policy, $"log {new TestLog("other.test/log").Signer.VerifierKey}\nquorum none\n",
            TestContext.Current.CancellationToken);
        Assert.Contains(
            "log.test/evaluation",
            (await jtm.RunAsync("verify", receipt, "--entry", entry, "--policy", policy)).MustBe(2).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_roots_of_one_size_are_a_fork()
    {
        using var jtm = new Jtm();
        var state = jtm.PathOf("state");
        (await VerifyAsync(jtm, Log.Receipt(7).ToBytes(), Log.Entries[7], "--state", state)).MustBe(0);
        (await VerifyAsync(jtm, Log.Receipt(8).ToBytes(), Log.Entries[8], "--state", state)).MustBe(0);

        var fork = TestLog.Of(299);
        fork.Add("""{"v":1,"type":"unit"}""");
        Assert.Contains(
            "分叉", (await VerifyAsync(jtm, fork.Receipt(7).ToBytes(), fork.Entries[7], "--state", state))
                .MustBe(1).Error, StringComparison.Ordinal);
        Assert.Contains(
            "未作比较",
            (await VerifyAsync(jtm, Log.Receipt(7, size: 200).ToBytes(), Log.Entries[7], "--state", state))
                .MustBe(0).Error, StringComparison.Ordinal);
        Assert.Equal(
            Log.Checkpoint().ToBytes(), await File.ReadAllBytesAsync(state, TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(state, "half a checkpo", TestContext.Current.CancellationToken);
        (await VerifyAsync(jtm, Log.Receipt(7).ToBytes(), Log.Entries[7], "--state", state)).MustBe(2);
    }

    private static Task<Run> VerifyAsync(Jtm jtm, byte[] receipt, byte[] entry, params string[] more)
    {
        var (receiptFile, entryFile, policy) = Save(jtm, receipt, entry);
        return jtm.RunAsync(["verify", receiptFile, "--entry", entryFile, "--policy", policy, .. more]);
    }

    private static (string Receipt, string Entry, string Policy) Save(Jtm jtm, byte[] receipt, byte[] entry)
    {
        File.WriteAllBytes(jtm.PathOf("r.tlog-proof"), receipt);
        File.WriteAllBytes(jtm.PathOf("entry.json"), entry);
        File.WriteAllText(jtm.PathOf("policy"), Log.Policy);
        return (jtm.PathOf("r.tlog-proof"), jtm.PathOf("entry.json"), jtm.PathOf("policy"));
    }
}
