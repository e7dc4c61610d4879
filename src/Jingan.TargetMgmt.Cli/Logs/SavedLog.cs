using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>A log that is being copied into a folder: what is there already is read there (a tile never changes),
/// the rest is fetched and kept.</summary>
internal sealed class SavedLog(LogFiles original, string folder) : LogFiles(original.Name)
{
    private readonly FolderLog _saved = new(folder);

    public override int Concurrency => original.Concurrency;

    public override async ValueTask<FileOutcome> ReadAsync(string path, MemoryStream into, CancellationToken ct)
    {
        if (await _saved.ReadAsync(path, into, ct) == FileOutcome.Read)
        {
            return FileOutcome.Read;
        }

        var outcome = await original.ReadAsync(path, into, ct);
        if (outcome == FileOutcome.Read)
        {
            DurableFile.Replace(Path.Combine(folder, path), into.GetBuffer().AsMemory(0, (int)into.Length));
        }

        return outcome;
    }

    public override SignedNote ParseCheckpoint(byte[] bytes) => original.ParseCheckpoint(bytes);

    public override void Dispose() => _saved.Dispose();
}
