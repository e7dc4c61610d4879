using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Jingan.TransparencyLog.Fuzz;

/// <summary>Every parser of the library, with good inputs made by its printers.</summary>
internal static class Targets
{
    private const string LastTile = "tile/7/x009/x223/x372/x036/x854/x775/807"; // 2^63-1

    public static IReadOnlyList<FuzzTarget> All() =>
    [
        new("tile path",
            [.. new[] { "tile/0/000", "tile/0/x001/x234/067.p/41", "tile/63/999", LastTile }.Select(Bytes)],
            input => Tile.TryParse(Text(input), out var tile) ? Bytes(tile.Path) : null),
        new("bundle path",
            [.. new[] { "tile/entries/000.p/1", "tile/entries/x123/x456/789", "tile/entries/255.p/255" }.Select(Bytes)],
            input => EntryBundle.TryParse(Text(input), out var bundle) ? Bytes(bundle.Path) : null),
        new("entry bundle", [PrintBundle(["", "a", new string('b', 300)])],
            input => Said(EntryBundle.TryRead(input, 3, out var entries, out var fault), fault)
                ? PrintBundle(entries)
                : null),
        new("tree size", [TlogSize.ToBytes(0), TlogSize.ToBytes(long.MaxValue)],
            input => TlogSize.TryParse(input, out var size) ? TlogSize.ToBytes(size) : null),
        new("vkey", [.. Samples.Keys.Select(key => Bytes(key.ToString()))],
            input => Said(VerifierKey.TryParse(Text(input), out var key, out var fault), fault)
                ? Bytes(key!.ToString())
                : null),
        new("signature line", [.. Samples.Note.Signatures.Select(line => Bytes(line.ToLine()))],
            input => Said(NoteSignature.TryParseLine(Text(input), out var line, out var fault), fault)
                ? Bytes(line!.ToLine())
                : null),
        new("witness answer", [Bytes(string.Concat(Samples.Note.Signatures.Select(line => line.ToLine() + "\n")))],
            input => Said(NoteSignature.TryParseLines(input, out var lines, out var fault), fault)
                ? Bytes(string.Concat(lines.Select(l => l.ToLine() + "\n")))
                : null),
        new("signed note", [Samples.Note.ToBytes(), Samples.Poem.ToBytes()],
            input => Said(SignedNote.TryParse(input, out var note, out var fault), fault)
                ? Used(note!).ToBytes()
                : null),
        new("checkpoint",
            [Samples.Text, new Checkpoint("目标 log", long.MaxValue, new byte[32], ["extension", " "]).ToText()],
            input => Said(Checkpoint.TryParse(input, out var checkpoint, out var fault), fault)
                ? checkpoint!.ToText()
                : null),
        new("tlog-proof",
            [Samples.Proof.ToBytes(),
                new TlogProof(long.MaxValue, [.. Enumerable.Repeat(new byte[32], 63)], Samples.Note, [1, 2]).ToBytes()],
            input => Said(TlogProof.TryParse(input, out var proof, out var fault), fault)
                ? Used(proof!).ToBytes()
                : null),
        new("add-checkpoint", [Request(0, []), Request(2, Samples.Proof.Hashes)],
            input => Said(AddCheckpointRequest.TryParse(input, out var request, out var fault), fault)
                ? request!.ToBytes()
                : null),
        new("policy", [Bytes(Samples.Policy.ToText()), Bytes("quorum none\n")],
            input => Said(WitnessPolicy.TryParse(input, out var policy, out var fault), fault)
                ? PrintAsWritten(policy!, input)
                : null),
        new("pem", [.. Samples.Pems.Select(Encoding.ASCII.GetBytes)], PrintPem),
    ];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // Broken UTF-8 becomes half of a surrogate pair: that is what a string can be broken by.
    private static string Text(byte[] input) => Encoding.UTF8.GetString(input).Replace('\ufffd', '\ud83d');

    private static bool Said(bool accepted, string? fault)
    {
        FuzzTarget.Require(accepted == (fault is null), "accepts with a fault, or refuses without one");
        return accepted;
    }

    private static byte[] Request(long oldSize, IReadOnlyList<byte[]> proof) =>
        new AddCheckpointRequest(oldSize, proof, Samples.Note.ToBytes()).ToBytes();

    private static byte[] PrintBundle(IEnumerable<string> entries) =>
        PrintBundle([.. entries.Select(entry => (ReadOnlyMemory<byte>)Bytes(entry))]);

    private static byte[] PrintBundle(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            EntryBundle.Append(writer, entry.Span);
        }

        return writer.WrittenSpan.ToArray();
    }

    // A note may be changed where nobody signed it, but what is accepted says what was signed.
    private static SignedNote Used(SignedNote note)
    {
        var verified = note.Verify(Samples.Keys);
        FuzzTarget.Require(verified.Accepted == (verified.Verified.Count > 0), "is accepted without a signature");
        FuzzTarget.Require(!verified.Accepted || Is(note.Text, Samples.Text) || Is(note.Text, Samples.Poem.Text),
            "accepts a forged text");
        FuzzTarget.Require(!Samples.Policy.Verify(note).Accepted || Is(note.Text, Samples.Text),
            "accepts a forged checkpoint");
        return note;
    }

    private static TlogProof Used(TlogProof proof)
    {
        var same = proof.Index == Samples.Proof.Index
            && proof.Hashes.SelectMany(hash => hash).SequenceEqual(Samples.Proof.Hashes.SelectMany(hash => hash));
        FuzzTarget.Require(same || !proof.Verify(Samples.Entry, Samples.Policy).Accepted,
            "accepts another proof of the same entry");
        return proof;
    }

    private static bool Is(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span);

    // Comments, blank lines and spaces are the writer's own: everything else has to be printed again.
    private static byte[] PrintAsWritten(WitnessPolicy policy, byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n')
            .Select(line => Regex.Replace(line, "[ \t]+", " ").Trim(' '));
        var bare = string.Concat(lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line + "\n"));
        FuzzTarget.Require(policy.ToText() == bare, "accepts what it does not print");
        FuzzTarget.Require(WitnessPolicy.TryParse(bare, out var again, out _) && again.ToText() == bare,
            "does not accept what it prints");
        policy.Verify(Samples.Note);
        return input;
    }

    // PEM has many spellings: what is printed has to be the same key, and nothing but a FormatException may come out.
    private static byte[]? PrintPem(byte[] input)
    {
        try
        {
            var signer = NoteSigner.FromPem("n", Encoding.Latin1.GetString(input));
            FuzzTarget.Require(
                NoteSigner.FromPem("n", signer.ToPem()).VerifierKey.ToString() == signer.VerifierKey.ToString(),
                "prints another key");
            return input;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
