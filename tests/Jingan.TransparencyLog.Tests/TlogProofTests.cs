using System.Text;

namespace Jingan.TransparencyLog.Tests;

public sealed class TlogProofTests
{
    private static readonly TestLog Log = new(11);

    private static readonly WitnessPolicy TwoOfThree = TestLog.Policy("group g 2 w0 w1 w2", "quorum g");

    [Fact]
    public void A_receipt_is_accepted_with_its_quorum()
    {
        for (var index = 0; index < Log.Entries.Count; index++)
        {
            var verified = Log.Proof(index, 0, 2).Verify(Log.Entries[index], TwoOfThree);
            Assert.True(verified.Accepted, verified.Fault);
            Assert.Equal(11, verified.Checkpoint!.Size);
            Assert.Equal([("w0", TestLog.Time), ("w2", TestLog.Time + 2)],
                verified.Witnesses.Select(w => (w.Name, w.UnixSeconds)));
        }
    }

    [Fact]
    public void A_receipt_with_too_few_witnesses_names_those_that_count()
    {
        var verified = Log.Proof(4, 1).Verify(Log.Entries[4], TwoOfThree);
        Assert.Equal(PolicyOutcome.QuorumMissed, verified.Outcome);
        Assert.Equal("1 of 3 witnesses cosigned, which is not the quorum \"g\".", verified.Fault);
        Assert.Null(verified.Checkpoint);
        Assert.Equal("w1", Assert.Single(verified.Witnesses).Name);
    }

    [Fact]
    public void A_receipt_is_for_its_own_entry_only()
    {
        var proof = Log.Proof(4, 0, 1);
        var verified = proof.Verify(Log.Entries[5], TwoOfThree);
        Assert.Equal(PolicyOutcome.EntryNotIncluded, verified.Outcome);
        Assert.Equal("The proof does not lead from the entry at index 4 to the root of 11 entries.", verified.Fault);
        Assert.Null(verified.Checkpoint);
        Assert.Equal(PolicyOutcome.EntryNotIncluded, new TlogProof(5, proof.Hashes, proof.Checkpoint)
            .Verify(Log.Entries[4], TwoOfThree).Outcome);
        Assert.Equal(PolicyOutcome.EntryNotIncluded, proof.VerifyLeaf(new byte[31], TwoOfThree).Outcome);
    }

    [Fact]
    public void The_file_has_the_lines_of_the_specification()
    {
        var proof = new TlogProof(4, Log.Proof(4).Hashes, Log.Note(0), [1, 2, 3]);
        var lines = Encoding.UTF8.GetString(proof.ToBytes()).Split('\n');
        Assert.Equal(["c2sp.org/tlog-proof@v1", "extra AQID", "index 4"], lines[..3]);
        Assert.Equal(proof.Hashes.Select(Convert.ToBase64String).Append(""), lines[3..8]);
        Assert.Equal(Encoding.UTF8.GetString(proof.Checkpoint.ToBytes()), string.Join('\n', lines[8..]));
    }

    [Fact]
    public void A_receipt_is_read_as_it_was_printed()
    {
        foreach (var extra in (byte[]?[])[null, [0], new byte[TlogProof.MaxExtraLength]])
        {
            var bytes = new TlogProof(4, Log.Proof(4).Hashes, Log.Note(0, 1), extra).ToBytes();
            Assert.True(TlogProof.TryParse(bytes, out var proof, out var fault), fault);
            Assert.Equal(bytes, proof.ToBytes());
            Assert.Equal(extra, proof.Extra);
            Assert.True(proof.Verify(Log.Entries[4], TwoOfThree).Accepted);
        }
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2",
        "Found the first line \"c2sp.org/tlog-proof@v2\", expected \"c2sp.org/tlog-proof@v1\".")]
    [InlineData("index 4\n", "", "Found the line \"")]
    [InlineData("index 4\n", "index 04\n",
        "Found the line \"index 04\", expected \"index\", a space and a decimal number without sign or leading zeros.")]
    [InlineData("index 4\n", "index  4\n",
        "Found the line \"index  4\", expected \"index\", a space and a decimal number without sign or leading zeros.")]
    [InlineData("index 4\n", "index 4 \n",
        "Found the line \"index 4 \", expected \"index\", a space and a decimal number without sign or leading zeros.")]
    [InlineData("index 4\n", "index 4\r\n",
        "Found the line \"index 4\r\", expected \"index\", a space and a decimal number without sign or leading "
        + "zeros.")]
    [InlineData("index 4\n", "extra AQID\nextra AQID\nindex 4\n", "Found the line \"extra AQID\", expected \"index\"")]
    [InlineData("index 4\n", "extra \nindex 4\n", "The extra data is not canonical base64 of 1 to 48000 bytes.")]
    [InlineData("index 4\n", "extra AQI\nindex 4\n", "The extra data is not canonical base64 of 1 to 48000 bytes.")]
    [InlineData("index 4\n", "index 4\nAQID\n",
        "Hash 1 of the proof is \"AQID\", expected canonical base64 of 32 bytes.")]
    [InlineData("index 4\n", "index 4\n\n", "")]
    [InlineData("log.example", "log\t.example",
        "The checkpoint is broken: Byte 3 is the control character 0x09, expected none but newlines.")]
    public void What_is_not_a_receipt_is_refused_with_the_place(string old, string changed, string fault)
    {
        var text = Encoding.UTF8.GetString(Log.Proof(4, 0).ToBytes());
        var at = text.IndexOf(old, StringComparison.Ordinal);
        var broken = TlogProof.TryParse(
            Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), changed, text.AsSpan(at + old.Length))),
            out var proof, out var said);

        // A blank line too early makes the hashes a part of the checkpoint's text:
        // then it is no checkpoint of a known log.
        if (fault.Length == 0)
        {
            Assert.Equal(PolicyOutcome.NotACheckpoint, proof!.Verify(Log.Entries[4], TwoOfThree).Outcome);
            return;
        }

        Assert.False(broken);
        Assert.Null(proof);
        Assert.StartsWith(fault, said, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_63_hashes_are_no_proof()
    {
        IReadOnlyList<byte[]> hashes = [.. Enumerable.Repeat(new byte[32], 64)];
        Assert.Throws<ArgumentException>(() => new TlogProof(0, hashes, Log.Note()));
        var bytes = Encoding.UTF8.GetString(new TlogProof(0, [.. hashes.Skip(1)], Log.Note()).ToBytes());
        var more = bytes.Replace("index 0\n", "index 0\n" + Convert.ToBase64String(hashes[0]) + "\n",
            StringComparison.Ordinal);
        Assert.True(TlogProof.TryParse(Encoding.UTF8.GetBytes(bytes), out _, out _));
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(more), out _, out var fault));
        Assert.Equal("A proof has at most 63 hashes, this one has 64.", fault);
    }

    [Fact]
    public void A_receipt_is_not_made_of_something_else()
    {
        Assert.ThrowsAny<ArgumentException>(() => new TlogProof(-1, [], Log.Note()));
        Assert.ThrowsAny<ArgumentException>(() => new TlogProof(0, [new byte[31]], Log.Note()));
        Assert.ThrowsAny<ArgumentException>(() => new TlogProof(0, [null!], Log.Note()));
        Assert.ThrowsAny<ArgumentException>(() =>
            new TlogProof(0, [], Log.Note(), new byte[TlogProof.MaxExtraLength + 1]));
        Assert.Null(new TlogProof(0, [], Log.Note(), []).Extra);
    }
}
