using CsCheck;

namespace Jingan.TransparencyLog.Tests;

/// <summary>Whatever can be printed is read as the same.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Line = Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['一', '鿿'],
        Gen.Const('\u00e9')).Array[1, 40].Select(c => new string(c));

    private static readonly Gen<string> Name = Line.Select(line => line.Replace('+', '.').Replace(' ', '-'));

    private static readonly Gen<byte[]> Hash = Gen.Byte.Array[32];

    private static readonly Gen<Checkpoint> Checkpoints =
        Gen.Select(Line, Gen.Long[0, long.MaxValue], Hash, Line.Array[0, 3], (origin, size, root, extensions) =>
            new Checkpoint(origin, size, root, extensions));

    private static readonly Gen<NoteSignature> Lines = Gen.Select(
        Name, Gen.UInt, Gen.Byte.Array[1, 100], (name, id, bytes) => new NoteSignature(name, id, bytes));

    private static readonly Gen<SignedNote> Notes = Gen.Select(Checkpoints, Lines.Array[1, 5], (checkpoint, lines) =>
        lines.Skip(1).Aggregate(SignedNote.Create(checkpoint.ToText(), lines[0]), (note, line) => note.With(line)));

    [Fact]
    public void A_checkpoint() => Checkpoints.Sample(checkpoint =>
        Checkpoint.TryParse(checkpoint.ToText(), out var read, out _)
        && read.ToText().AsSpan().SequenceEqual(checkpoint.ToText())
        && (read.Origin, read.Size) == (checkpoint.Origin, checkpoint.Size)
        && read.Extensions.SequenceEqual(checkpoint.Extensions));

    [Fact]
    public void A_signature_line() =>
        Lines.Sample(line =>
            NoteSignature.TryParseLine(line.ToLine(), out var read, out _) && read.ToLine() == line.ToLine()
        && (read.Name, read.KeyId) == (line.Name, line.KeyId) && read.Signature.AsSpan().SequenceEqual(line.Signature));

    [Fact]
    public void A_note() =>
        Notes.Sample(note => SignedNote.TryParse(note.ToBytes(), out var read, out _)
            && read.ToBytes().AsSpan().SequenceEqual(note.ToBytes())
        && read.Text.Span.SequenceEqual(note.Text.Span) && read.Signatures.Count == note.Signatures.Count);

    [Fact]
    public void A_receipt() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Hash.Array[0, 63], Notes, Gen.Byte.Array[0, 60])
            .Sample((index, hashes, note, extra) =>
    {
        var proof = new TlogProof(index, hashes, note, extra);
        return TlogProof.TryParse(proof.ToBytes(), out var read, out _)
            && read.ToBytes().AsSpan().SequenceEqual(proof.ToBytes())
            && read.Index == index && read.Hashes.Count == hashes.Length
            && (read.Extra ?? []).AsSpan().SequenceEqual(extra);
    });

    [Fact]
    public void A_request_to_a_witness() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Hash.Array[0, 63], Notes).Sample((oldSize, hashes, note) =>
    {
        var request = new AddCheckpointRequest(oldSize, hashes, note.ToBytes());
        return AddCheckpointRequest.TryParse(request.ToBytes(), out var read, out _)
            && read.ToBytes().AsSpan().SequenceEqual(request.ToBytes())
            && read.OldSize == oldSize && read.Proof.Count == hashes.Length;
    });

    [Fact]
    public void A_cosignature() =>
        Gen.Select(Name, Gen.Byte.Array[32], Gen.Long[0, long.MaxValue], Checkpoints)
            .Sample((name, seed, time, checkpoint) =>
    {
        var witness = CosignatureSigner.Ed25519(name, seed);
        return NoteSignature.TryParseLine(Cosignature.Sign(witness, time, checkpoint.ToText()).ToLine(), out var read,
            out _)
            && VerifierKey.TryParse(witness.VerifierKey.ToString(), out var key, out _)
            && Cosignature.TryVerify(key, checkpoint.ToText(), read, out var readTime) && readTime == time;
    });

    [Fact]
    public void A_policy() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 8], Gen.Bool, Gen.Bool).Sample((witnesses, threshold, urls, oneGroup) =>
    {
        var lines = Enumerable.Range(0, witnesses)
            .Select(i => $"witness w{i} {Keys[i]}{(urls ? $" https://w{i}.example/" : "")}").ToList();
        var rule = threshold == 0 ? "any" : threshold >= witnesses ? "all" : $"{threshold}";
        lines.Add($"group g {rule} {string.Join(' ', Enumerable.Range(0, witnesses).Select(i => $"w{i}"))}");
        lines.Add(oneGroup ? "quorum g" : "quorum none");
        var text = string.Concat(lines.Select(line => line + "\n"));
        return WitnessPolicy.TryParse(text, out var policy, out _) && policy.ToText() == text
            && policy.Witnesses.Count == witnesses;
    });

    private static readonly string[] Keys =
        [.. Enumerable.Range(0, 8).Select(i => CosignatureSigner.NewEd25519($"w{i}.example").VerifierKey.ToString())];
}
