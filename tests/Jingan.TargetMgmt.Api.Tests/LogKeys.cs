using System.Text;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The keys that a Production start expects to find.</summary>
internal static class LogKeys
{
    public static void Write(string storage)
    {
        Directory.CreateDirectory(Path.Combine(storage, "keys"));
        foreach (var side in (string[])["government", "evaluation"])
        {
            OwnerOnlyFile.TryCreate(Path.Combine(storage, "keys", $"{side}-log.pem"),
                Encoding.ASCII.GetBytes(NoteSigner.NewEd25519(side).ToPem()));
        }
    }
}
