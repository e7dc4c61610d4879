using System.Text;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The keys that a Production start expects to find.</summary>
internal static class LogKeys
{
    /// <summary>Takes from others what they may do with a file; whatever umask the tests run with.</summary>
    public static void Close(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public static void Write(string storage)
    {
        // As an operator makes them: a start narrows what others can open, and says so.
        foreach (var folder in (string[])[storage, Path.Combine(storage, "keys")])
        {
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(
                    folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var side in (string[])["government", "evaluation"])
        {
            OwnerOnlyFile.TryCreate(Path.Combine(storage, "keys", $"{side}-log.pem"),
                Encoding.ASCII.GetBytes(NoteSigner.NewEd25519(side).ToPem()));
        }
    }
}
