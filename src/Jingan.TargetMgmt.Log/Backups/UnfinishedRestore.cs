namespace Jingan.TargetMgmt.Log.Backups;

/// <summary>The folder in a data folder that <c>jtm restore</c> works in. While it is there, what is beside it may be
/// half of a copy, and no service starts on it.</summary>
public static class UnfinishedRestore
{
    private const string FolderName = ".restoring";

    /// <summary>Where it is in a data folder.</summary>
    public static string In(string storage) => Path.Combine(storage, FolderName);

    /// <exception cref="StartException">A restore into the data folder was cut short.</exception>
    public static void Refuse(string storage)
    {
        if (Directory.Exists(In(storage)))
        {
            throw new StartException(new(
                $"向 {storage} 的恢复尚未完成或中途中断（有 {In(storage)}）；请再次执行 jtm restore，见 docs/operations.md “Restore”",
                $"a restore into {storage} is under way or was cut short ({In(storage)} is there): run jtm restore "
                    + "again, see docs/operations.md, \"Restore\""));
        }
    }
}
