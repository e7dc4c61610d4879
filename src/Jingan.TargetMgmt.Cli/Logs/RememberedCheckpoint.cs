using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>The checkpoint that was verified last, as the log signed it:
/// what makes a later rollback or fork visible without any witness.</summary>
internal sealed class RememberedCheckpoint
{
    private readonly string _path;

    private RememberedCheckpoint(string path, Checkpoint? checkpoint) => (_path, Checkpoint) = (path, checkpoint);

    /// <summary>The checkpoint that the file held; null at the first run.</summary>
    public Checkpoint? Checkpoint { get; }

    public static Option<string> Option() => CliOption.File("--state", new(
        "记住上次核验通过的检查点；日志缩短或分叉即报错",
        "remembers the checkpoint that was verified last: a log that shrank or forked since is refused"));

    /// <exception cref="ClientException">The file is there and cannot be read:
    /// without it nothing can be compared.</exception>
    public static RememberedCheckpoint Read(string path)
    {
        if (!Path.Exists(path))
        {
            return new(path, null);
        }

        return SignedNote.TryParse(InputFile.ReadBytes(path), out var note, out var fault)
            && TransparencyLog.Checkpoint.TryParse(note.Text.Span, out var checkpoint, out fault)
            ? new(path, checkpoint)
            : throw ClientException.Impossible(new(
                $"{path} 不是上次核验的检查点（{fault}）；如需重新开始，请移走该文件。",
                $"{path} is not the checkpoint verified last ({fault}); to begin anew, move it away."));
    }

    public void Replace(SignedNote verified) => DurableFile.Replace(_path, verified.ToBytes());
}
