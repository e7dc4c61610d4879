using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>A witness's verified line under one of this log's checkpoints.</summary>
public sealed record CosignatureLine(VerifierKey Witness, long UnixSeconds, NoteSignature Line)
{
    private const string AddSql =
        "insert into log_cosignature (size, witness, at, line) values (@size, @witness, @at, @line)";

    /// <summary>The unit that stores it. It conflicts when the witness's line for that size is there already.</summary>
    public CommitUnit ToCommit(long size) =>
        new(null, [new(AddSql, new { size, witness = Witness.ToString(), at = UnixSeconds, line = Line.ToLine() })]);
}

/// <summary>What witnesses answer: signature lines, each verified before it is stored, because a line that is not
/// theirs would spoil the checkpoint for every reader.</summary>
public static class CosignatureLines
{
    private const int MaxLines = 16;

    /// <summary>The lines as accepted, or what is wrong with the first that is not.</summary>
    /// <param name="text">One or more lines.</param>
    /// <param name="note">The checkpoint as it was published.</param>
    /// <param name="witnesses">The configured witnesses' keys.</param>
    public static (IReadOnlyList<CosignatureLine> Accepted, Text? Fault) Read(
        string text, ReadOnlyMemory<byte> note, IReadOnlyList<VerifierKey> witnesses)
    {
        if (!SignedNote.TryParse(note, out var checkpoint, out var malformed))
        {
            throw new InvalidDataException($"A stored checkpoint cannot be read: {malformed}");
        }

        var count = text.EndsWith('\n') ? text.AsSpan().Count('\n') : 0; // before anything is cut up
        var lines = count is > 0 and <= MaxLines ? text[..^1].Split('\n') : [];
        if (lines.Length == 0)
        {
            return ([],
                new($"须为 1–{MaxLines} 行见证签名，每行以换行结束。",
                    $"Send 1 to {MaxLines} cosignature lines, each ended by a newline."));
        }

        List<CosignatureLine> accepted = [];
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParseLine(line, out var signature, out var fault))
            {
                return ([], new($"不是签名行：{fault}", fault));
            }

            if (witnesses.FirstOrDefault(w =>
                w.Name == signature.Name && w.KeyId == signature.KeyId) is not { } witness)
            {
                return ([],
                    new($"{signature.Name} 不是已配置的见证方（Log:Witnesses）。",
                        $"{signature.Name} with key id {signature.KeyId:x8} is no configured witness "
                            + "(Log:Witnesses)."));
            }

            if (!Cosignature.TryVerify(witness, checkpoint.Text.Span, signature, out var unixSeconds))
            {
                return ([],
                    new($"{witness.Name} 的签名与该检查点不符。",
                        $"The signature of {witness.Name} is not over this checkpoint."));
            }

            accepted.Add(new(witness, unixSeconds, signature));
        }

        return (accepted, null);
    }

    /// <summary>A checkpoint with the stored lines that verify. One that does not would make who knows the witness
    /// reject the whole note (C2SP signed-note).</summary>
    /// <param name="note">The checkpoint as it was published.</param>
    /// <param name="stored">The witness's key and line, as their rows have them.</param>
    /// <param name="configured">The configured witnesses' keys; they go before a row's own, which vouches for nothing
    /// but a witness that is no longer configured.</param>
    internal static byte[] Under(
        byte[] note, IReadOnlyList<(string Witness, string Line)> stored, IReadOnlyList<VerifierKey> configured)
    {
        if (stored.Count == 0 || !SignedNote.TryParse(note, out var checkpoint, out _))
        {
            return note;
        }

        return [.. note, .. stored.Where(s => Verifies(s.Witness, s.Line))
            .Select(s => s.Line)
            .Distinct()
            .SelectMany(l => Encoding.UTF8.GetBytes(l + "\n"))];

        bool Verifies(string vkey, string line) =>
            NoteSignature.TryParseLine(line, out var signature, out _)
            && (configured.FirstOrDefault(w => w.Name == signature.Name && w.KeyId == signature.KeyId)
                ?? Parse(vkey)) is { } witness
            && Cosignature.TryVerify(witness, checkpoint.Text.Span, signature, out _);
    }

    private static VerifierKey? Parse(string vkey) => VerifierKey.TryParse(vkey, out var key, out _) ? key : null;
}
