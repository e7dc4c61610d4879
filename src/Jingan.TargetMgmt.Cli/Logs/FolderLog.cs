using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>A log as files in a folder, as <c>jtm export</c> writes it.</summary>
internal sealed class FolderLog(string folder) : LogFiles(folder)
{
    public override int Concurrency => Environment.ProcessorCount;

    public override ValueTask<FileOutcome> ReadAsync(string path, MemoryStream into, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        into.SetLength(0);
        try
        {
            using var file = File.OpenHandle(Path.Combine(Name, path));
            var length = (int)Math.Min(RandomAccess.GetLength(file), MaxLength + 1);
            into.SetLength(length);
            var read = 0;
            for (var got = -1; got != 0 && read < length; read += got)
            {
                got = RandomAccess.Read(file, into.GetBuffer().AsSpan(read, length - read), read);
            }

            into.SetLength(read);
            return new(FileOutcome.Read);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(FileOutcome.Missing);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileFault.OfReading(Path.Combine(Name, path), new("日志文件", "file of the log"), fault);
        }
    }

    public override SignedNote ParseCheckpoint(byte[] bytes) => SignedNote.TryParse(bytes, out var note, out var fault)
        ? note
        : throw ClientException.Damaged(new(
            $"{Name}/{CheckpointPath} 已损坏：{fault}", $"{Name}/{CheckpointPath} is broken: {fault}"));

    public override void Dispose()
    {
        // Nothing is kept open.
    }
}
