using System.Text;

namespace Jingan.TransparencyLog.Tests;

/// <summary>What goes between a log and a witness, with the golden test of another witness (torchwood's litewitness at
/// 341dc2f).</summary>
public sealed class WitnessProtocolTests
{
    private const string Origin = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";

    private const string Vkey = Origin + "+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP";

    // Its leaf hashes are 2a, the index and zeros.
    private static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, 5).Select(i => (byte[])[0x2a, (byte)i, .. new byte[30]])];

    private static readonly TileLog Log = new(Leaves);

    private static readonly Dictionary<int, (string Root, string Signature)> Checkpoints = new()
    {
        [1] = ("KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY="),
        [3] = ("RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=",
            "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go="),
        [5] = ("QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=",
            "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww="),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_checkpoints_of_another_log_verify(int size)
    {
        Assert.True(SignedNote.TryParse(Note(size), out var note, out var fault), fault);
        Assert.True(VerifierKey.TryParse(Vkey, out var key, out fault), fault);
        Assert.True(note.Verify([key]).Accepted);
        Assert.True(Checkpoint.TryParse(note.Text.Span, out var checkpoint, out fault), fault);
        Assert.Equal(Log.Root(size), checkpoint.Root);
    }

    [Fact]
    public void The_proofs_between_them_are_those_that_another_witness_accepts()
    {
        Assert.Equal([Leaves[1], Leaves[2]], Log.Consistency(1, 3));
        Assert.Equal(
            [Leaves[2], Leaves[3], Convert.FromBase64String("wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE="), Leaves[4]],
            Log.Consistency(3, 5));
        Assert.True(MerkleProof.VerifyConsistency(0, 1, MerkleTree.EmptyRoot, Log.Root(1), []));
        Assert.True(MerkleProof.VerifyConsistency(1, 3, Log.Root(1), Log.Root(3), Log.Consistency(1, 3)));
        Assert.False(MerkleProof.VerifyConsistency(1, 3, Log.Root(1), Log.Root(3), []));
        Assert.True(MerkleProof.VerifyConsistency(3, 5, Log.Root(3), Log.Root(5), Log.Consistency(3, 5)));
    }

    [Fact]
    public void A_request_is_printed_and_read()
    {
        var bytes = new AddCheckpointRequest(1, Log.Consistency(1, 3), Note(3)).ToBytes();
        Assert.Equal(
            $"old 1\n{Convert.ToBase64String(Leaves[1])}\n{Convert.ToBase64String(Leaves[2])}\n\n"
                + $"{Encoding.UTF8.GetString(Note(3))}", Encoding.UTF8.GetString(bytes));
        Assert.True(AddCheckpointRequest.TryParse(bytes, out var request, out var fault), fault);
        Assert.Equal(1, request.OldSize);
        Assert.Equal(Log.Consistency(1, 3), request.Proof);
        Assert.Equal(Note(3), request.Checkpoint.ToArray());
        Assert.Equal(bytes, request.ToBytes());
        Assert.True(
            AddCheckpointRequest.TryParse(new AddCheckpointRequest(0, [], Note(1)).ToBytes(), out request, out fault),
            fault);
        Assert.Empty(request.Proof);
    }

    [Theory]
    [InlineData("", "Expected lines, a blank line and a signed checkpoint, of at most 1070000 bytes.")]
    [InlineData("old 0\n", "Expected lines, a blank line and a signed checkpoint, of at most 1070000 bytes.")]
    [InlineData("old 0\n\n",
        "The checkpoint is broken: A note is a text, a blank line and signature lines; there is no blank line.")]
    [InlineData("old 00\n\n*",
        "Found the line \"old 00\", expected \"old\", a space and a decimal number without sign or leading zeros.")]
    [InlineData("old -1\n\n*",
        "Found the line \"old -1\", expected \"old\", a space and a decimal number without sign or leading zeros.")]
    [InlineData("old\n\n*",
        "Found the line \"old\", expected \"old\", a space and a decimal number without sign or leading zeros.")]
    [InlineData("old 9223372036854775808\n\n*", "Found the line \"old 9223372036854775808\", expected \"old\"")]
    [InlineData("Old 0\n\n*", "Found the line \"Old 0\", expected \"old\"")]
    [InlineData("old 0\r\n\n*", "Found the line \"old 0\r\", expected \"old\"")]
    [InlineData("old 1\nAAAA\n\n*", "Hash 1 of the proof is \"AAAA\", expected canonical base64 of 32 bytes.")]
    public void What_is_not_a_request_is_refused_with_the_place(string body, string fault)
    {
        Assert.False(AddCheckpointRequest.TryParse(
            Encoding.UTF8.GetBytes(body.Replace("*", Encoding.UTF8.GetString(Note(1)), StringComparison.Ordinal)),
            out var request, out var said));
        Assert.Null(request);
        Assert.StartsWith(fault, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_has_at_most_63_hashes()
    {
        IReadOnlyList<byte[]> hashes = [.. Enumerable.Repeat(new byte[32], 63)];
        var bytes = new AddCheckpointRequest(1, hashes, Note(1)).ToBytes();
        Assert.True(AddCheckpointRequest.TryParse(bytes, out _, out _));
        var more = Encoding.UTF8.GetString(bytes)
            .Replace("old 1\n", "old 1\n" + Convert.ToBase64String(new byte[32]) + "\n", StringComparison.Ordinal);
        Assert.False(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(more), out _, out var fault));
        Assert.Equal("A proof has at most 63 hashes, this one has 64.", fault);
        Assert.Throws<InvalidOperationException>(
            new AddCheckpointRequest(1, [.. hashes, new byte[32]], Note(1)).ToBytes);
        Assert.Throws<InvalidOperationException>(new AddCheckpointRequest(1, [new byte[31]], Note(1)).ToBytes);
        Assert.Throws<InvalidOperationException>(new AddCheckpointRequest(-1, [], Note(1)).ToBytes);
    }

    [Fact]
    public void An_answer_is_one_or_more_lines()
    {
        var lines = new TestLog(3).Note(0, 1, 2).Signatures;
        var answer = string.Concat(lines.Select(line => line.ToLine() + "\n"));
        Assert.True(NoteSignature.TryParseLines(Encoding.UTF8.GetBytes(answer), out var read, out var fault), fault);
        Assert.Equal(lines.Select(line => line.ToLine()), read.Select(line => line.ToLine()));
        Assert.All((string[])["", "\n", answer[..^1], answer + "\n", "\n" + answer, answer + "x\n",
            answer.Replace("\n", "\r\n", StringComparison.Ordinal)],
            broken => Assert.False(NoteSignature.TryParseLines(Encoding.UTF8.GetBytes(broken), out _, out _), broken));
    }

    [Theory]
    [InlineData("3\n", 3)]
    [InlineData("0\n", 0)]
    [InlineData("9223372036854775807\n", long.MaxValue)]
    public void A_size_is_read_and_printed(string body, long size)
    {
        Assert.True(TlogSize.TryParse(Encoding.UTF8.GetBytes(body), out var read));
        Assert.Equal(size, read);
        Assert.Equal(body, Encoding.UTF8.GetString(TlogSize.ToBytes(size)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("3")]
    [InlineData("3\n\n")]
    [InlineData("3\r\n")]
    [InlineData(" 3\n")]
    [InlineData("03\n")]
    [InlineData("-3\n")]
    [InlineData("9223372036854775808\n")]
    public void What_is_no_size_is_refused(string body) =>
        Assert.False(TlogSize.TryParse(Encoding.UTF8.GetBytes(body), out _));

    private static byte[] Note(int size) =>
        Encoding.UTF8.GetBytes(
            $"{Origin}\n{size}\n{Checkpoints[size].Root}\n\n— {Origin} {Checkpoints[size].Signature}\n");
}
