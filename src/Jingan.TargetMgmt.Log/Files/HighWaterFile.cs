using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>How far the log had got, outside the database:
/// an old copy of the database that is put back cannot take this file with it.</summary>
internal sealed class HighWaterFile(string path) : IDisposable
{
    internal static readonly Contracts.Text Kind = new("高水位文件", "high-water file");

    private readonly MarkFile _mark = new(path, Kind);

    /// <summary>The mark; null when there is none yet.</summary>
    /// <exception cref="DoubtException">What is there is no mark.</exception>
    public LogMark? Read() => _mark.Read();

    /// <summary>Moves the mark for whoever reads it from now on, should this process end;
    /// <see cref="Flush"/> makes it outlast the machine.</summary>
    public void Write(long size, byte[] root) => _mark.Write(size, root);

    /// <summary>What the last round saw of rows that no entry tells of, on the line after the mark;
    /// null when there is none.</summary>
    public SeenRows? ReadSeen() => SeenRows.TryParse(_mark.ReadAfter());

    /// <summary>Keeps it for the next round, in this process or another.</summary>
    public void WriteSeen(SeenRows seen) => _mark.WriteAfter(seen.ToLine());

    /// <summary>The mark is on disk when this returns.</summary>
    public void Flush() => _mark.Flush();

    public void Dispose() => _mark.Dispose();
}
