using System.Text;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary>A witness's answer to a log, C2SP tlog-witness "add-checkpoint".</summary>
/// <param name="Status">The HTTP status that says which rule decided.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="Body">Cosignature lines, the size that the witness knows, or the reason.</param>
internal sealed record WitnessAnswer(int Status, string MediaType, byte[] Body)
{
    public const string TextType = "text/plain; charset=utf-8";

    public string AsText => Encoding.UTF8.GetString(Body);

    /// <summary>200: cosigned, and stored before this was made.</summary>
    public static WitnessAnswer Cosigned(
        NoteSignature line) => new(200, TextType, Encoding.UTF8.GetBytes(line.ToLine() + "\n"));

    /// <summary>409: the log has to prove consistency from this size.</summary>
    public static WitnessAnswer Conflict(long size) => new(409, TlogSize.MediaType, TlogSize.ToBytes(size));

    public static WitnessAnswer Refused(
        int status, string reason) => new(status, TextType, Encoding.UTF8.GetBytes(reason + "\n"));
}
