using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Replaces files so that after any crash the old or the new content is there, whole;
/// and once it has returned, the new one.</summary>
internal static class DurableFile
{
    public static void Replace(string path, ReadOnlyMemory<byte> content) =>
        OutputFile.Write(path, () => OwnerOnlyFile.Replace(path, content.Span));
}
