using System.Text;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Backups;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Copies of the sides' databases and marks, each verified against its log's key.</summary>
/// <param name="sides">Those that are here.</param>
/// <param name="folder">Where the copies go.</param>
/// <param name="owner">Whose they are to be.</param>
internal sealed class SideCopies(IReadOnlyList<InstalledSide> sides, string folder, DataOwner owner)
{
    // The evaluation first: its log names entries of the government's, which has to be there at least as far.
    private readonly IReadOnlyList<InstalledSide> _sides = [.. sides.OrderBy(s => s.Name == "government")];

    /// <summary>Copies and verifies them.</summary>
    /// <exception cref="ClientException">A log is in doubt, or its key cannot be read.</exception>
    public IReadOnlyList<BackedUpLog> Run()
    {
        CopyMarks(); // before the moment: a mark that is ahead of its database would look like an old copy
        List<LogSnapshot> moments = [];
        try
        {
            foreach (var side in _sides)
            {
                moments.Add(Doubtless(side.Name, () => LogSnapshot.Take(side.Database)));
            }

            for (var i = 0; i < _sides.Count; i++)
            {
                moments[i].CopyTo(FileOf(_sides[i]));
                moments[i].Dispose(); // the sooner, the sooner the service can shorten its WAL
            }
        }
        finally
        {
            moments.ForEach(m => m.Dispose());
        }

        return [.. _sides.Select(Verify)];
    }

    private void CopyMarks()
    {
        foreach (var side in _sides.Where(s => File.Exists(s.Log.HighWaterFile)))
        {
            HashedFile.Copy(side.Log.HighWaterFile, Path.Combine(folder, $"{side.Name}.high-water"), owner);
        }
    }

    private BackedUpLog Verify(InstalledSide side)
    {
        var key = KeyOf(side);
        var head = Doubtless(side.Name, () => StoredTree.Verify(InstalledSide.In(FileOf(side)), key));
        return new(side.Name, side.Log.Origin, key.ToString(), head.Size, head.Root,
            Encoding.UTF8.GetString(head.Note));
    }

    private static VerifierKey KeyOf(InstalledSide side)
    {
        try
        {
            return LogIdentity.Load(side.Log, mayCreate: false).VerifierKey;
        }
        catch (InvalidDataException missing)
        {
            throw ClientException.Impossible(new(
                $"{side.Name} 侧的备份要用日志密钥核验：{missing.Message}",
                $"the {side.Name} side's backup is verified with its log's key: {missing.Message}"));
        }
    }

    private string FileOf(InstalledSide side) => Path.Combine(folder, side.Name + ".db");

    private static T Doubtless<T>(string side, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (DoubtException doubt)
        {
            throw ClientException.Damaged(new(
                $"{side} 侧的日志有疑问，未备份：{doubt.Reason.Zh}",
                $"the {side} log is in doubt, nothing was backed up: {doubt.Reason.En}"));
        }
    }
}
