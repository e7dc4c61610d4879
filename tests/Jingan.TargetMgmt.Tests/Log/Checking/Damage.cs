using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>Something done to a stopped log, and what a start says to it.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Sizes">The logs it is done to.</param>
/// <param name="Do">Does it to a log of a size.</param>
/// <param name="Start">What an ordinary start finds (a part of the reason); null when it finds nothing.</param>
/// <param name="VerifyAll">The same of a start with Log:VerifyAll.</param>
internal sealed record Damage(string Name, int[] Sizes, Action<LogCopy, long> Do, string? Start, string? VerifyAll)
{
    /// <summary>SQL in which <c>@size</c> and <c>@last</c> = size - 1 may be named.</summary>
    public Damage(string name, int[] sizes, string sql, string? start, string? verifyAll)
        : this(name, sizes, (log, size) => log.Edit(sql, ("@size", size), ("@last", size - 1)), start, verifyAll)
    {
    }

    /// <summary>Whether the start is told to adopt the log: without that, a missing high-water file is all that it
    /// finds.</summary>
    public bool WithNewMark => Name.Contains("neither mark", StringComparison.Ordinal)
        || (Name.Contains("no mark", StringComparison.Ordinal)
            && !Name.EndsWith("is no mark", StringComparison.Ordinal));

    /// <summary>A checkpoint signed with the log's own key, as a thief of the key would.</summary>
    public static byte[] Signed(LogCopy log, long size, byte[] root) =>
        Signed(NoteSigner.FromPem(Origin, File.ReadAllText(log.KeyFile)), size, root);

    public static byte[] Signed(NoteSigner signer, long size, byte[] root)
    {
        var text = new Checkpoint(signer.VerifierKey.Name, size, root).ToText();
        return SignedNote.Create(text, signer.Sign(text)).ToBytes();
    }

    public const string Origin = "targetmgmt.localhost/side";

    /// <summary>Puts another note, and another root if one is given, into a checkpoint's row.</summary>
    public static void Replace(LogCopy log, long size, byte[] note, byte[]? root = null) => log.Edit(
        "update log_checkpoint set note = @note, root = coalesce(@root, root) where size = @size",
        ("@note", note), ("@root", (object?)root ?? DBNull.Value), ("@size", size));

    public static byte[] RootAt(LogCopy log, long size) =>
        log.Read<byte[]>($"select root from log_checkpoint where size = {size}");

    public override string ToString() => Name;
}
