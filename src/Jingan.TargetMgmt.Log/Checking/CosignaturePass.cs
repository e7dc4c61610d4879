using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Witnesses' lines: each is a signature of the witness that its row names over the checkpoint that it stands
/// at.</summary>
internal static class CosignaturePass
{
    private const string RowsSql =
        "select t.size, t.witness, t.at, t.line, c.note from log_cosignature t left join log_checkpoint c on c.size "
        + "= t.size";

    /// <exception cref="DoubtException">A line is none; the reason names it.</exception>
    public static void Run(TableRows rows)
    {
        foreach (var (size, columns) in rows.Of(RowsSql))
        {
            if (!IsOne((string)columns[0]!, (long)columns[1]!, (string)columns[2]!, (byte[]?)columns[3]))
            {
                throw new DoubtException(new(
                    $"log_cosignature：大小为 {size} 的检查点的见证签名无效：{columns[0]}",
                    $"log_cosignature: a line under the checkpoint of size {size} is no cosignature of {columns[0]}"));
            }
        }
    }

    private static bool IsOne(string witness, long at, string line, byte[]? note) => note is not null
        && VerifierKey.TryParse(witness, out var key, out _)
        && NoteSignature.TryParseLine(line, out var signature, out _)
        && SignedNote.TryParse(note, out var checkpoint, out _)
        && Cosignature.TryVerify(key, checkpoint.Text.Span, signature, out var seconds) && seconds == at;
}
